package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;

/** IAM's errors in AWS's words. */
final class IamErrors {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private IamErrors() {}

  static AwsError noRole(String name) {
    return noSuchEntity("The role with name " + name + " cannot be found.");
  }

  static AwsError noPolicy(String arn) {
    return noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
  }

  static AwsError noSuchEntity(String message) {
    return new AwsError(NOT_FOUND, "NoSuchEntity", message);
  }

  static AwsError exists(String message) {
    return new AwsError(CONFLICT, "EntityAlreadyExists", message);
  }

  static AwsError deleteConflict(String message) {
    return new AwsError(CONFLICT, "DeleteConflict", message);
  }

  static AwsError limit(String message) {
    return new AwsError(CONFLICT, "LimitExceeded", message);
  }

  static AwsError malformed(String message) {
    return AwsError.badRequest("MalformedPolicyDocument", message);
  }

  static AwsError invalidInput(String message) {
    return AwsError.badRequest("InvalidInput", message);
  }

  static AwsError unmodifiable(String role) {
    return AwsError.badRequest(
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role '"
            + role
            + "' - this role is only modifiable by AWS");
  }

  /** A value that breaks a rule of the API's model. */
  static AwsError constraint(Object value, String member, String rule) {
    return AwsError.badRequest(
        "ValidationError",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must "
            + rule);
  }
}
