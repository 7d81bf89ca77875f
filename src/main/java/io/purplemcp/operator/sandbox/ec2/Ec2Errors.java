package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;

/** EC2's error answers, as EC2 words them. */
final class Ec2Errors {
  private Ec2Errors() {}

  static AwsError missing(String parameter) {
    return AwsError.badRequest(
        "MissingParameter", "The request must contain the parameter " + parameter);
  }

  static AwsError invalid(String message) {
    return AwsError.badRequest("InvalidParameterValue", message);
  }

  static AwsError dependency(String message) {
    return AwsError.badRequest("DependencyViolation", message);
  }
}
