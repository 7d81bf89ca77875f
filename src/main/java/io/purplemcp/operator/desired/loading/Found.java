package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How a message tells what stands in a field. Where a secret may stand by mistake, it does not
 * tell: never for an environment variable, and never the whole of a long text, as tokens are.
 */
final class Found {
  /** The shortest console tokens have 80 characters. */
  private static final int LONGEST_SHOWN = 64;

  private static final int SHOWN_OF_LONG = 8;

  /** ARNs are longer, and no secrets. */
  private static final String ARN_START = "arn:aws";

  private static final int LONGEST_ARN_SHOWN = 200;

  private static final int LONGEST_MESSAGE = 300;

  private Found() {}

  static Optional<String> at(String pointer, JsonNode value) {
    if (value.isMissingNode() || FieldPath.isWithin(pointer, YamlReader.ENVIRONMENT)) {
      return Optional.empty();
    }
    return Optional.of(describe(value));
  }

  private static String describe(JsonNode value) {
    if (value.isObject()) {
      return "a mapping";
    }
    if (value.isArray()) {
      return value.isEmpty() ? "an empty list" : "a list";
    }
    if (value.isNull()) {
      return "nothing";
    }
    return value.isTextual() ? '"' + shortened(value.asText()) + '"' : shortened(value.asText());
  }

  /** A library's message in one line of bearable length, its control characters made visible. */
  static String clean(String text) {
    String visible = visible(text);
    return visible.length() <= LONGEST_MESSAGE
        ? visible
        : visible.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String visible(String text) {
    return text.codePoints().allMatch(Found::isVisible) ? text : escaped(text);
  }

  static String shortened(String text) {
    String visible = visible(text);
    int limit = text.startsWith(ARN_START) ? LONGEST_ARN_SHOWN : LONGEST_SHOWN;
    return visible.length() <= limit
        ? visible
        : visible.substring(0, SHOWN_OF_LONG) + "… (" + text.length() + " characters)";
  }

  private static boolean isVisible(int codePoint) {
    return !Character.isISOControl(codePoint);
  }

  private static String escaped(String text) {
    return text.codePoints()
        .collect(
            StringBuilder::new,
            (all, each) -> {
              if (isVisible(each)) {
                all.appendCodePoint(each);
              } else {
                all.append(String.format("\\u%04x", each));
              }
            },
            StringBuilder::append)
        .toString();
  }
}
