package io.purplemcp.operator.cli;

import java.util.Map;

/**
 * Colours for a terminal, and nothing for anything else.
 *
 * @param on whether text is coloured
 */
record Ansi(boolean on) {
  static final Ansi PLAIN = new Ansi(false);

  private static final String RESET = "\u001b[0m";

  /**
   * Colours where a person looks at a terminal that knows them.
   *
   * @param terminal whether the output goes to a terminal
   * @param environment the process's; {@code NO_COLOR} (no-color.org) and {@code TERM=dumb} switch
   *     colours off
   */
  static Ansi of(boolean terminal, Map<String, String> environment) {
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Ansi(terminal && !unwanted && !dumb);
  }

  String bold(String text) {
    return code(1, text);
  }

  String dim(String text) {
    return code(2, text);
  }

  String red(String text) {
    return code(31, text);
  }

  String green(String text) {
    return code(32, text);
  }

  String yellow(String text) {
    return code(33, text);
  }

  String magenta(String text) {
    return code(35, text);
  }

  private String code(int code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
