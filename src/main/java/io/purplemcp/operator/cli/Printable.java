package io.purplemcp.operator.cli;

/** Makes text of unknown origin fit for a terminal. */
final class Printable {
  private Printable() {}

  /**
   * The text with its control and format characters made visible but for line ends: what somebody
   * wrote into a description in AWS must not steer a terminal.
   */
  static String lines(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> append(safe, (char) c));
    return safe.toString();
  }

  /** The same on one line. */
  static String line(String text) {
    return lines(text).replace("\n", "\\n");
  }

  private static void append(StringBuilder safe, char c) {
    if (c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
      safe.append(String.format("\\u%04x", (int) c));
    } else {
      safe.append(c);
    }
  }
}
