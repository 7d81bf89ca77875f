package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Where a container's output goes. */
final class TaskLogs {
  private final Context context;
  private final TaskDefinition definition;
  private final String taskId;

  TaskLogs(Context context, TaskDefinition definition, String taskId) {
    this.context = context;
    this.definition = definition;
    this.taskId = taskId;
  }

  void open(ContainerDefinition container) {}
}
