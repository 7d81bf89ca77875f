package io.purplemcp.operator.sandbox.core;

/** The connection is to be closed without an answer. */
public final class AnswerLost extends RuntimeException {
  public AnswerLost() {
    super("The answer is lost on purpose", null, false, false);
  }
}
