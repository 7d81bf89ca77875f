package io.purplemcp.operator.sandbox.ecs;

import java.util.List;
import java.util.stream.Collectors;

/** What ECS says in service events, deployment reasons and stop reasons. */
final class EventText {
  static final String STARTS_FAILED = "tasks failed to start.";
  static final String ELB_CHECKS_FAILED = "tasks failed ELB health checks.";
  static final String ALARM_DETECTED = "alarm detected.";
  static final String DEADLOCK =
      "was unable to stop or start tasks during a deployment because of the service deployment"
          + " configuration. Update the minimumHealthyPercent or maximumPercent value and try"
          + " again.";
  static final String STEADY = "has reached a steady state.";
  static final String CANNOT_START =
      "is unable to consistently start tasks successfully. For more information, see the"
          + " Troubleshooting section of the Amazon ECS Developer Guide.";
  static final String NO_INSTANCE =
      "was unable to place a task because no container instance met all of its requirements."
          + " Reason: No Container Instances were found in your cluster. For more information, see"
          + " the Troubleshooting section of the Amazon ECS Developer Guide.";
  static final String ESSENTIAL_EXITED = "Essential container in task exited";

  private EventText() {}

  static String inProgress(String deployment) {
    return "ECS deployment " + deployment + " in progress.";
  }

  static String completed(String deployment) {
    return "ECS deployment " + deployment + " completed.";
  }

  static String breaker(String cause) {
    return "ECS deployment circuit breaker: " + cause;
  }

  static String failed(String cause) {
    return "ECS deployment failed: " + cause;
  }

  static String rollingBack(String goodDeployment) {
    return breaker("rolling back to deploymentId " + goodDeployment + ".");
  }

  static String started(List<TaskRow> tasks) {
    return "has started " + tasks.size() + " tasks: " + named(tasks) + ".";
  }

  static String stopped(List<TaskRow> tasks) {
    return "has stopped " + tasks.size() + " running tasks: " + named(tasks) + ".";
  }

  static String draining(int tasks) {
    return "has begun draining connections on " + tasks + " tasks.";
  }

  static String registered(long targets, String targetGroupArn) {
    return "registered " + targets + " targets in (target-group " + targetGroupArn + ")";
  }

  static String deregistered(long targets, String targetGroupArn) {
    return "deregistered " + targets + " targets in (target-group " + targetGroupArn + ")";
  }

  static String unhealthy(TaskTarget target, String reason) {
    return "(port "
        + target.containerPort()
        + ") is unhealthy in (target-group "
        + target.targetGroupArn()
        + ") due to (reason "
        + reason
        + ")";
  }

  static String failedElbChecks(String targetGroupArn) {
    return "Task failed ELB health checks in (target-group " + targetGroupArn + ")";
  }

  static String deploymentCompleted(String deployment) {
    return "(deployment " + deployment + ") deployment completed.";
  }

  static String deploymentFailed(String deployment, String cause) {
    return "(deployment " + deployment + ") deployment failed: " + cause;
  }

  static String rollingBackEvent(String goodDeployment) {
    return "rolling back to deployment " + goodDeployment + ".";
  }

  static String cannotAssume(String roleArn) {
    return "failed to launch a task with (error ECS was unable to assume the role '"
        + roleArn
        + "' that was provided for this task. Please verify that the role being passed has the"
        + " proper trust relationship and permissions and that your IAM user has permissions to"
        + " pass this role.).";
  }

  static String scaling(String deployment) {
    return "Scaling activity initiated by (deployment " + deployment + ")";
  }

  private static String named(List<TaskRow> tasks) {
    return tasks.stream().map(task -> "(task " + task.id() + ")").collect(Collectors.joining(" "));
  }
}
