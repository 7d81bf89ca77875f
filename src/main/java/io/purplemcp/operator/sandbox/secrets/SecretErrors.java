package io.purplemcp.operator.sandbox.secrets;

import io.purplemcp.operator.sandbox.core.AwsError;

/** Secrets Manager's errors in AWS's words. */
final class SecretErrors {
  private SecretErrors() {}

  static AwsError notFound() {
    return notFound("Secrets Manager can't find the specified secret.");
  }

  static AwsError notFound(String message) {
    return AwsError.badRequest("ResourceNotFoundException", message);
  }

  static AwsError underDeletion() {
    return invalidRequest(
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  static AwsError invalidRequest(String message) {
    return AwsError.badRequest("InvalidRequestException", message);
  }

  static AwsError invalidParameter(String message) {
    return AwsError.badRequest("InvalidParameterException", message);
  }

  static AwsError validation(String message) {
    return AwsError.badRequest("ValidationException", message);
  }

  static AwsError exists(String message) {
    return AwsError.badRequest("ResourceExistsException", message);
  }
}
