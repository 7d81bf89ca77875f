package io.purplemcp.operator.aws;

import static io.purplemcp.operator.aws.FailureClass.ALREADY_EXISTS;
import static io.purplemcp.operator.aws.FailureClass.CREDENTIALS;
import static io.purplemcp.operator.aws.FailureClass.DENIED;
import static io.purplemcp.operator.aws.FailureClass.DEPENDENCY;
import static io.purplemcp.operator.aws.FailureClass.EVENTUAL_CONSISTENCY;
import static io.purplemcp.operator.aws.FailureClass.INVALID;
import static io.purplemcp.operator.aws.FailureClass.NOT_FOUND;
import static io.purplemcp.operator.aws.FailureClass.QUOTA;
import static io.purplemcp.operator.aws.FailureClass.THROTTLED;
import static io.purplemcp.operator.aws.FailureClass.TRANSIENT;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS's error codes mean: the only place that knows them. Codes come as the wire has them,
 * with or without {@code Exception} at their end.
 */
final class ErrorTable {
  private record Row(Pattern code, Pattern message, FailureClass meaning) {
    boolean matches(String actualCode, String actualMessage) {
      return code.matcher(actualCode).matches() && message.matcher(actualMessage).find();
    }
  }

  /** The first row that matches counts: sentences before codes, special codes before families. */
  private static final List<Row> ROWS =
      List.of(
          // The same code stands for things that pass and things that do not; the words decide.
          row(".*", "Encountered a permanent error .*quota|reached the limit on the number", QUOTA),
          row("InvalidParameter", "does not have an associated load balancer", DEPENDENCY),
          row(
              "InvalidParameter",
              "[Uu]nable to assume the service linked role|service role being passed has the proper"
                  + " permissions",
              EVENTUAL_CONSISTENCY),
          row("InvalidParameter", "Creation of service was not idempotent", ALREADY_EXISTS),
          row(
              "InvalidParameter",
              "still Draining|cannot be stopped while (it is scaled above 0|deployments are"
                  + " active)",
              DEPENDENCY),
          row("Client", "Too many concurrent attempts to create a new revision", THROTTLED),
          row("Client", "Role is not valid|does not exist or .*assume", EVENTUAL_CONSISTENCY),
          row("InvalidParameter|Client", "Unable to assume (the )?role", EVENTUAL_CONSISTENCY),
          row("Validation", "ECS service doesn't exist", EVENTUAL_CONSISTENCY),
          row("ObjectNotFound", "No scalable target", DEPENDENCY),
          row("FailedResourceAccess", "", EVENTUAL_CONSISTENCY),
          row("ClusterNotFound|InvalidGroupId\\.Malformed", "", EVENTUAL_CONSISTENCY),
          row("TargetGroupAssociationLimit", "more than one load balancer", INVALID),
          row("MalformedPolicyDocument", "[Ii]nvalid principal", EVENTUAL_CONSISTENCY),
          row(
              "InvalidRequest",
              "scheduled for deletion|marked (as )?deleted|was deleted",
              DEPENDENCY),
          row(
              ".*",
              "is not authorized to perform: sts:(AssumeRole|TagSession|SetSourceIdentity)",
              CREDENTIALS),

          // Credentials
          row(
              "ExpiredToken|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient"
                  + "|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|AuthFailure"
                  + "|MissingAuthenticationToken|InvalidToken|TokenRefreshRequired|OptInRequired"
                  + "|NoCredentials",
              "",
              CREDENTIALS),
          row("AccessDenied|UnauthorizedOperation|Unauthorized|NotAuthorized", "", DENIED),
          row("AuthorizationError|Forbidden", "", DENIED),

          // Rates; LimitExceeded is not among them: it is a quota
          row(
              "Throttling|Throttled|RequestThrottled|RequestLimitExceeded|EC2Throttled|TooManyRequests"
                  + "|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete"
                  + "|TransactionInProgress|ProvisionedThroughputExceeded|RateExceeded|OwnRateLimit",
              "",
              THROTTLED),

          // Quotas
          row(
              "LimitExceeded|TooMany.*|.*LimitExceeded|.*QuotaExceeded|ResourceLimitExceeded",
              "",
              QUOTA),

          // Something else has to come or go first
          row(
              "DependencyViolation|ResourceInUse|DeleteConflict|ClusterContains.*|UpdateInProgress"
                  + "|InvalidGroup\\.InUse|OperationAborted|ConcurrentModification"
                  + "|ConcurrentUpdate|Conflict|EntityTemporarilyUnmodifiable|ServiceNotActive"
                  + "|IncorrectState|IncorrectInstanceState",
              "",
              DEPENDENCY),
          row("WAFUnavailableEntity", "for more than \\d+ minutes", INVALID),
          row("WAFUnavailableEntity|WAFAssociatedItem|WAFOptimisticLock", "", DEPENDENCY),
          row("WAFDuplicateItem", "", ALREADY_EXISTS),
          row("WAFNonexistentItem", "", NOT_FOUND),
          row("WAFInternalError", "", TRANSIENT),
          row("WAFInvalid.*|WAFUnsupported.*|WAFConfigurationWarning", "", INVALID),

          // Existence
          row(
              ".*(AlreadyExists|AlreadyExist|\\.Duplicate)|EntityAlreadyExists|ResourceExists"
                  + "|Duplicate(LoadBalancerName|TargetGroupName|Listener|TagKeys)|PriorityInUse",
              "",
              ALREADY_EXISTS),
          row(
              "NoSuchEntity|ResourceNotFound|.*NotFound|.*\\.NotFound|NoSuch.*|ClusterMissing",
              "",
              NOT_FOUND),

          // AWS's own trouble
          row(
              "InternalError|InternalFailure|InternalServer|InternalServiceError|Internal"
                  + "|ServiceUnavailable|Unavailable|Server|ServerException|ServiceFailure"
                  + "|RequestTimeout|Timeout|Unreachable|Aborted",
              "",
              TRANSIENT),

          // What only another desired state helps
          row(
              "Invalid.*|Malformed.*|Validation.*|Missing.*|Unsupported.*|Client|UnknownParameter"
                  + "|Incompatible.*|OperationNotPermitted|UnmodifiableEntity|SSLPolicy.*"
                  + "|PolicyNotAttachable|UnknownOperation",
              "",
              INVALID));

  private ErrorTable() {}

  private static Row row(String code, String message, FailureClass meaning) {
    return new Row(Pattern.compile(code), Pattern.compile(message), meaning);
  }

  /** The meaning of a code with its message; empty when neither is known. */
  static Optional<FailureClass> meaning(String code, String message) {
    String bare = code.replaceFirst("(?<=.)(Exception|Fault)$", "");
    return ROWS.stream().filter(row -> row.matches(bare, message)).map(Row::meaning).findFirst();
  }
}
