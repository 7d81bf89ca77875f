package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;

/** EC2's error answers, as EC2 words them. */
final class Ec2Errors {
  private Ec2Errors() {}

  /**
   * @param prefix of the code: {@code InvalidVpcID}
   * @param what the resource in words: {@code vpc ID}
   */
  static AwsError notFound(String prefix, String what, String id) {
    return AwsError.badRequest(
        prefix + ".NotFound", "The " + what + " '" + id + "' does not exist");
  }

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
