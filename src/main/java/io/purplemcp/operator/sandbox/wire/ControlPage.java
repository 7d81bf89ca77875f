package io.purplemcp.operator.sandbox.wire;

/**
 * Something that can be got under {@code /_sandbox/}.
 *
 * @param body a text as it is, or anything else as JSON
 */
public record ControlPage(String contentType, Object body) {
  static final String JSON = "application/json";

  public static ControlPage json(Object body) {
    return new ControlPage(JSON, body);
  }

  public static ControlPage text(String contentType, String body) {
    return new ControlPage(contentType, body);
  }
}
