package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.logs.LogBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Where a container's output goes: a stream of a CloudWatch log group. */
final class TaskLogs {
  private static final String CREATE_GROUP = "logs:CreateLogGroup";
  private static final String CREATE_STREAM = "logs:CreateLogStream";

  private final Context context;
  private final TaskDefinition definition;
  private final String taskId;

  TaskLogs(Context context, TaskDefinition definition, String taskId) {
    this.context = context;
    this.definition = definition;
    this.taskId = taskId;
  }

  /**
   * Opens the stream of a container that logs to CloudWatch.
   *
   * @param reachable whether there is a way to CloudWatch
   * @throws StartFailure in ECS's words
   */
  void open(ContainerDefinition container, boolean reachable) {
    options(container)
        .ifPresent(
            options -> {
              if (!reachable) {
                throw StartFailure.loggerUnreachable();
              }
              open(container, options);
            });
  }

  private void open(ContainerDefinition container, Map<String, String> options) {
    Context there = in(options);
    String group = options.get("awslogs-group");
    boolean create = Boolean.parseBoolean(options.get("awslogs-create-group"));
    if (LogBook.group(there, group).isEmpty()) {
      if (!create) {
        throw StartFailure.logger(
            "ResourceNotFoundException: The specified log group does not exist.");
      }
      allowed(CREATE_GROUP, arn(there, group));
      LogBook.createGroup(there, group);
    }
    allowed(CREATE_STREAM, arn(there, group) + ":log-stream:" + stream(container, options));
  }

  /** Writes a container's lines; nowhere where it does not log to CloudWatch. */
  void write(ContainerDefinition container, List<String> lines) {
    options(container)
        .ifPresent(
            options ->
                LogBook.write(
                    in(options), options.get("awslogs-group"), stream(container, options), lines));
  }

  private void allowed(String action, String resource) {
    if (!Roles.allows(context, definition, action, resource)) {
      throw StartFailure.logger(StartFailure.denied(definition, taskId, action, resource));
    }
  }

  private static Optional<Map<String, String>> options(ContainerDefinition container) {
    return Optional.ofNullable(container.logConfiguration())
        .filter(logs -> logs.logDriver() == LogDriver.AWSLOGS)
        .map(logs -> logs.options());
  }

  private Context in(Map<String, String> options) {
    return context.in(new Scope(context.scope().account(), options.get("awslogs-region")));
  }

  private static String arn(Context there, String group) {
    return there.scope().arn("logs", "log-group:" + group);
  }

  private String stream(ContainerDefinition container, Map<String, String> options) {
    String prefix = options.getOrDefault("awslogs-stream-prefix", "");
    return prefix.isEmpty() ? taskId : prefix + "/" + container.name() + "/" + taskId;
  }
}
