package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * What a room has to say of its resource beyond the changes that it plans.
 *
 * @param severity what it does to the deployment's conditions
 * @param reason the condition's reason
 * @param resource of what
 * @param message in words, for a person
 * @param lookAgain when it is worth another look
 */
public record Finding(
    Severity severity,
    Reason reason,
    ResourceId resource,
    String message,
    Optional<Duration> lookAgain) {

  public enum Severity {
    /** Good news of a verification: the condition of that name is true. */
    VERIFIED,
    /** A verification that cannot be made; told once, and the condition of that name is unknown. */
    UNKNOWN,
    /** Worth telling once; changes no condition. */
    NOTICE,
    /** The world moved and somebody should know; told each time that it comes up. */
    ALERT,
    /** AWS or another change is under way; the deployment is Progressing. */
    WAITING,
    /** It serves badly or not at all; the deployment is Degraded. */
    DEGRADED,
    /** A person has to act before this resource can be made right; the deployment is Degraded. */
    BLOCKED,
    /** The same, and until then nothing of the deployment is created or rolled out. */
    HELD
  }

  public static Finding waiting(
      Reason reason, ResourceId resource, String message, Duration lookAgain) {
    return new Finding(Severity.WAITING, reason, resource, message, Optional.of(lookAgain));
  }

  public static Finding blocked(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.BLOCKED, reason, resource, message, Optional.empty());
  }

  public static Finding degraded(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.DEGRADED, reason, resource, message, Optional.empty());
  }

  /** The same, looked at again before the next resync. */
  public Finding lookingAgain(Duration after) {
    return new Finding(severity, reason, resource, message, Optional.of(after));
  }

  public static Finding notice(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.NOTICE, reason, resource, message, Optional.empty());
  }

  public static Finding alert(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.ALERT, reason, resource, message, Optional.empty());
  }

  public static Finding held(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.HELD, reason, resource, message, Optional.empty());
  }

  public static Finding unknown(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.UNKNOWN, reason, resource, message, Optional.empty());
  }

  public static Finding verified(Reason reason, ResourceId resource, String message) {
    return new Finding(Severity.VERIFIED, reason, resource, message, Optional.empty());
  }

  /** A failed read or call: what can pass by itself is waited for, the rest asks for a person. */
  public static Finding failed(ResourceId resource, Failure failure) {
    Severity severity = failure.failureClass().passes() ? Severity.DEGRADED : Severity.BLOCKED;
    return new Finding(
        severity,
        Reason.of(failure.failureClass()),
        resource,
        failure.sentence(),
        Optional.empty());
  }
}
