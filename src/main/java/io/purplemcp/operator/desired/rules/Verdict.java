package io.purplemcp.operator.desired.rules;

/** Takes what the rules find in one document; fields are named by JSON pointer. */
public interface Verdict {
  /** Whether the document mentions a field, as opposed to having its default. */
  boolean isGiven(String pointer);

  /** The field is wrong: says what is allowed. What was found is added by the receiver. */
  void reject(String pointer, String message);

  /** The field is allowed and unwise. */
  void warn(String pointer, String message);
}
