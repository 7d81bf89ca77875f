package io.purplemcp.operator.sandbox.dataplane;

import java.util.regex.Pattern;

/** A pattern of a rule's condition: {@code *} is any text, {@code ?} any one character. */
record Wildcard(Pattern regex) {
  private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE;

  /** Host names are compared without regard to case. */
  static Wildcard host(String text) {
    return new Wildcard(Pattern.compile(translated(text), IGNORE_CASE));
  }

  /** Paths are compared with regard to case. */
  static Wildcard path(String text) {
    return new Wildcard(Pattern.compile(translated(text)));
  }

  static Wildcard regex(String text) {
    return new Wildcard(Pattern.compile(text));
  }

  boolean matches(String text) {
    return regex.matcher(text).matches();
  }

  private static String translated(String text) {
    StringBuilder translated = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> translated.append(".*");
        case '?' -> translated.append('.');
        default -> translated.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return translated.toString();
  }
}
