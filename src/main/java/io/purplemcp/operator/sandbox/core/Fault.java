package io.purplemcp.operator.sandbox.core;

/**
 * A failure that is made to happen.
 *
 * @param service signing name; {@code *} for any
 * @param operation {@code *} for any
 * @param times how often it still happens; {@link #FOREVER} never wears out
 * @param status of the answer; 0 closes the connection without one
 * @param code AWS's error code
 * @param when before the call would be executed, or after it was
 */
public record Fault(
    String service,
    String operation,
    int times,
    int status,
    String code,
    String message,
    When when) {
  public static final int FOREVER = -1;
  private static final String ANY = "*";

  public enum When {
    BEFORE,
    AFTER
  }

  /** Fills what is left out: any operation of any service, once, before, and no answer. */
  public Fault {
    service = service == null ? ANY : service;
    operation = operation == null ? ANY : operation;
    times = times == 0 ? 1 : times;
    code = code == null ? "InternalFailure" : code;
    message = message == null ? "A fault that the sandbox was asked for" : message;
    when = when == null ? When.BEFORE : when;
  }

  /** The call is executed and its caller never learns it. */
  public static Fault answerLost(String service, String operation, int times) {
    return new Fault(service, operation, times, 0, null, null, When.AFTER);
  }

  /** The call is refused without being executed. */
  public static Fault refused(
      String service, String operation, int times, int status, String code, String message) {
    return new Fault(service, operation, times, status, code, message, When.BEFORE);
  }

  boolean concerns(Call call) {
    return (service.equals(ANY) || service.equals(call.service().signingName()))
        && (operation.equals(ANY) || operation.equals(call.operation().name()));
  }

  boolean wornOutAfterUse() {
    return times == 1;
  }

  Fault used() {
    return times == FOREVER
        ? this
        : new Fault(service, operation, times - 1, status, code, message, when);
  }

  RuntimeException raise() {
    return status == 0 ? new AnswerLost() : new AwsError(status, code, message);
  }
}
