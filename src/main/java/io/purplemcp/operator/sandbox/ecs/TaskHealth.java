package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Whether a task counts as healthy. */
final class TaskHealth {
  private final Context context;

  TaskHealth(Context context) {
    this.context = context;
  }

  /** Running, and healthy for its own check and for every load balancer. */
  boolean isHealthy(TaskRow task) {
    return task.wanted()
        && task.status() == TaskStatus.RUNNING
        && (!isChecked(task) || task.model().healthStatus() == HealthStatus.HEALTHY)
        && task.targets().stream().allMatch(this::isHealthy);
  }

  /** Whether a container of it has a health check. */
  boolean isChecked(TaskRow task) {
    return context
        .table(EcsTables.TASK_DEFINITIONS)
        .find(EcsArns.last(task.model().taskDefinitionArn()))
        .map(TaskDefinition::containerDefinitions)
        .filter(containers -> containers.stream().anyMatch(c -> c.healthCheck() != null))
        .isPresent();
  }

  private boolean isHealthy(TaskTarget target) {
    return LoadBalancing.health(context, target)
        .map(TargetHealth::state)
        .filter(TargetHealthStateEnum.HEALTHY::equals)
        .isPresent();
  }
}
