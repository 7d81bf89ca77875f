package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.AwsError;

/** Application Auto Scaling's errors in AWS's words. */
final class ScalingErrors {
  private ScalingErrors() {}

  static AwsError validation(String message) {
    return AwsError.badRequest("ValidationException", message);
  }

  static AwsError missing(String member) {
    return validation(
        "1 validation error detected: Value null at '"
            + member
            + "' failed to satisfy constraint: Member must not be null");
  }

  static AwsError notFound(String message) {
    return AwsError.badRequest("ObjectNotFoundException", message);
  }

  static AwsError noTarget(Scaled scaled) {
    return notFound("No scalable target found for " + scaled);
  }

  static AwsError noResource(String arn) {
    return AwsError.badRequest(
        "ResourceNotFoundException", "The specified resource doesn't exist: " + arn);
  }

  static AwsError token() {
    return AwsError.badRequest("InvalidNextTokenException", "The next token is not valid.");
  }

  /** The number of items that a page may have. */
  static int pageSize(Integer asked, int most) {
    int size = asked == null ? most : asked;
    if (size < 1 || size > most) {
      throw validation("MaxResults must be between 1 and " + most + ".");
    }
    return size;
  }
}
