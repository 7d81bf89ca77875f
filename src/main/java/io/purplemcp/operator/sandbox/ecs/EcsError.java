package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.AwsError;

/** The errors of ECS in its own words. */
final class EcsError {
  private EcsError() {}

  static AwsError client(String message) {
    return AwsError.badRequest("ClientException", message);
  }

  static AwsError invalid(String message) {
    return AwsError.badRequest("InvalidParameterException", message);
  }

  static AwsError clusterNotFound() {
    return AwsError.badRequest("ClusterNotFoundException", "Cluster not found.");
  }

  static AwsError clusterInactive() {
    return AwsError.badRequest("ClusterNotFoundException", "The referenced cluster was inactive.");
  }

  static AwsError serviceNotFound() {
    return AwsError.badRequest("ServiceNotFoundException", "Service not found.");
  }

  static AwsError serviceNotActive() {
    return AwsError.badRequest("ServiceNotActiveException", "Service was not ACTIVE.");
  }

  static AwsError resourceNotFound(String arn) {
    return AwsError.badRequest(
        "ResourceNotFoundException", "The specified resource is not found: " + arn);
  }

  /** What AWS can do and the sandbox cannot: refused rather than ignored. */
  static AwsError notInSandbox(String what) {
    return new AwsError(
        501, "NotImplemented", "The sandbox's ECS does not implement " + what + ".");
  }
}
