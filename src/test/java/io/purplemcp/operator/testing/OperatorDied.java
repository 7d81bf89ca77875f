package io.purplemcp.operator.testing;

/**
 * The process was killed. An error, so that nothing in the operator mistakes it for a failed call.
 */
public final class OperatorDied extends Error {
  private static final long serialVersionUID = 1;

  public OperatorDied(String where) {
    super(where, null, false, false);
  }
}
