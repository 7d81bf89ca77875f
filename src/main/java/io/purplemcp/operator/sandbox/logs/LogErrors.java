package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.AwsError;

/** CloudWatch Logs' errors in AWS's words. */
final class LogErrors {
  private LogErrors() {}

  static AwsError noGroup() {
    return notFound("The specified log group does not exist.");
  }

  static AwsError noStream() {
    return notFound("The specified log stream does not exist.");
  }

  static AwsError notFound(String message) {
    return AwsError.badRequest("ResourceNotFoundException", message);
  }

  static AwsError exists(String message) {
    return AwsError.badRequest("ResourceAlreadyExistsException", message);
  }

  static AwsError invalid(String message) {
    return AwsError.badRequest("InvalidParameterException", message);
  }

  static AwsError constraint(Object value, String member, String rule) {
    return invalid(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must "
            + rule);
  }

  /** The number of items that a page may have. */
  static int limit(Integer asked, int most) {
    int limit = asked == null ? most : asked;
    if (limit < 1 || limit > most) {
      throw constraint(limit, "limit", "have value between 1 and " + most);
    }
    return limit;
  }
}
