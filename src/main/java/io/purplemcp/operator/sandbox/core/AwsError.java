package io.purplemcp.operator.sandbox.core;

/** An error answer of AWS: what the client's exception will carry. */
public final class AwsError extends RuntimeException {
  private static final int NOT_IMPLEMENTED = 501;

  private final int status;
  private final String code;

  /**
   * @param code as it goes over the wire; for the query protocols not the name of the exception's
   *     class ({@code NoSuchEntity}, {@code LoadBalancerNotFound})
   */
  public AwsError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public static AwsError badRequest(String code, String message) {
    return new AwsError(400, code, message);
  }

  /** The answer to an operation that the sandbox does not have. */
  public static AwsError notImplemented(String service, String operation) {
    return new AwsError(
        NOT_IMPLEMENTED,
        "NotImplemented",
        "The sandbox does not implement " + service + ":" + operation + ".");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
