package io.purplemcp.operator.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Turns what the SDK throws into the operator's own terms. */
public final class Failures {
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Pattern DENIED_ACTION =
      Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)");
  private static final Pattern OPERATION = Pattern.compile("[a-z0-9-]+:[A-Za-z]+");

  /** How the SDK says that it has tried all providers of its chain. */
  private static final Pattern NO_CREDENTIALS =
      Pattern.compile("(?i)unable to (load|retrieve|resolve).*(credentials|identity)");

  private Failures() {}

  /**
   * @param operation what was tried, as IAM names it: {@code ecs:CreateService}
   */
  public static Failure of(Throwable thrown, String operation) {
    return causes(thrown)
        .filter(AwsServiceException.class::isInstance)
        .map(AwsServiceException.class::cast)
        .findFirst()
        .map(answer -> answered(answer, operation))
        .orElseGet(() -> unanswered(thrown, operation));
  }

  private static Failure answered(AwsServiceException answer, String operation) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
    String code =
        details
            .map(AwsErrorDetails::errorCode)
            .filter(text -> !text.isBlank())
            .orElseGet(() -> answer.getClass().getSimpleName());
    String message =
        details
            .map(AwsErrorDetails::errorMessage)
            .or(() -> Optional.ofNullable(answer.getMessage()))
            .orElse("");
    FailureClass meaning = meaning(answer, operation, code, message);
    return new Failure(
        meaning,
        operation,
        code,
        Redaction.of(message),
        Optional.ofNullable(answer.requestId()),
        meaning == FailureClass.DENIED ? deniedAction(message, operation) : Optional.empty());
  }

  private static FailureClass meaning(
      AwsServiceException answer, String operation, String code, String message) {
    FailureClass meaning =
        ErrorTable.meaning(code, message)
            .filter(found -> found != FailureClass.INVALID || answer.statusCode() < SERVER_ERROR)
            .orElseGet(() -> byStatus(answer));
    boolean assumingRole = answer instanceof StsException && !operation.startsWith("sts:");
    return assumingRole && !meaning.passes() ? FailureClass.CREDENTIALS : meaning;
  }

  private static FailureClass byStatus(AwsServiceException answer) {
    if (answer.isThrottlingException() || answer.statusCode() == TOO_MANY_REQUESTS) {
      return FailureClass.THROTTLED;
    }
    return answer.statusCode() >= SERVER_ERROR ? FailureClass.TRANSIENT : FailureClass.UNKNOWN;
  }

  private static Optional<String> deniedAction(String message, String operation) {
    Matcher named = DENIED_ACTION.matcher(message);
    if (named.find()) {
      return Optional.of(named.group(1));
    }
    return Optional.of(operation).filter(name -> OPERATION.matcher(name).matches());
  }

  private static Failure unanswered(Throwable thrown, String operation) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    if (any(thrown, RateLimitExceeded.class)) {
      return failure(FailureClass.THROTTLED, operation, "OwnRateLimit", message);
    }
    if (NO_CREDENTIALS.matcher(message).find()) {
      return failure(FailureClass.CREDENTIALS, operation, "NoCredentials", message);
    }
    if (any(thrown, ApiCallTimeoutException.class)
        || any(thrown, ApiCallAttemptTimeoutException.class)) {
      return failure(FailureClass.TRANSIENT, operation, "Timeout", message);
    }
    if (any(thrown, AbortedException.class) || any(thrown, InterruptedException.class)) {
      return failure(FailureClass.TRANSIENT, operation, "Aborted", message);
    }
    if (any(thrown, IOException.class) || any(thrown, UncheckedIOException.class)) {
      return failure(FailureClass.TRANSIENT, operation, "Unreachable", message);
    }
    return failure(FailureClass.UNKNOWN, operation, thrown.getClass().getSimpleName(), message);
  }

  private static Failure failure(
      FailureClass meaning, String operation, String code, String message) {
    return new Failure(
        meaning, operation, code, Redaction.of(message), Optional.empty(), Optional.empty());
  }

  private static boolean any(Throwable thrown, Class<? extends Throwable> type) {
    return causes(thrown).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
