package io.purplemcp.operator.sandbox.ecs;

import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A task that cannot start; the message is its stopped reason. */
final class StartFailure extends RuntimeException {
  private StartFailure(String reason) {
    super(reason, null, false, false);
  }

  static StartFailure pull(String reason) {
    return new StartFailure(reason);
  }

  static StartFailure secrets(String cause) {
    return new StartFailure(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: "
            + cause);
  }

  static StartFailure logger(String cause) {
    return new StartFailure(
        "ResourceInitializationError: failed to validate logger args: create stream has been"
            + " retried 1 times: failed to create Cloudwatch log stream: "
            + cause
            + " : exit status 1");
  }

  static StartFailure loggerUnreachable() {
    return new StartFailure(
        "ResourceInitializationError: failed to validate logger args: The task cannot find the"
            + " Amazon CloudWatch log group defined in the task definition. There is a connection"
            + " issue between the task and Amazon CloudWatch. Check your network configuration."
            + " : signal: killed");
  }

  /** IAM's refusal of what the execution role's session asked for. */
  static String denied(TaskDefinition definition, String taskId, String action, String resource) {
    String role = EcsArns.last(definition.executionRoleArn());
    String account = definition.executionRoleArn().split(":")[4];
    return "AccessDeniedException: User: arn:aws:sts::"
        + account
        + ":assumed-role/"
        + role
        + "/"
        + taskId
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource
        + " because no identity-based policy allows the "
        + action
        + " action";
  }
}
