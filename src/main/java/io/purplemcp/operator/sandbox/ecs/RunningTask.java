package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * A task whose containers run, as those see it that send it requests.
 *
 * @param address its own in the VPC
 * @param environment what its program sees, secrets included
 * @param vendors whether its program is the Purple MCP server
 */
public record RunningTask(
    String arn, String address, Map<String, String> environment, boolean vendors) {

  /** Those that are not asked to stop, or still drain. */
  public static List<RunningTask> all(Context context) {
    return context.table(EcsTables.TASKS).all().stream()
        .filter(RunningTask::runs)
        .flatMap(task -> of(context, task).stream())
        .toList();
  }

  private static boolean runs(TaskRow task) {
    return task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.DEACTIVATING;
  }

  private static Optional<RunningTask> of(Context context, TaskRow task) {
    Optional<ContainerDefinition> container =
        context
            .table(EcsTables.TASK_DEFINITIONS)
            .find(EcsArns.last(task.model().taskDefinitionArn()))
            .flatMap(definition -> definition.containerDefinitions().stream().findFirst());
    return TaskTargets.address(task)
        .flatMap(
            address ->
                container.map(
                    c ->
                        new RunningTask(
                            task.arn(),
                            address,
                            task.environment(),
                            TaskTargets.standIn(task, c).vendors())));
  }

  /** Its program has ended, and with it the task. */
  public static void ended(Context context, String arn, int exitCode) {
    context
        .table(EcsTables.TASKS)
        .change(
            arn,
            task -> {
              Map<String, String> environment = new HashMap<>(task.environment());
              environment.put(StandIn.EXIT_CODE, Integer.toString(exitCode));
              environment.remove(StandIn.EXIT_AFTER);
              return task.seeing(environment).dueAt(Optional.of(context.now()));
            });
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "RunningTask[" + arn + ", " + address + "]";
  }
}
