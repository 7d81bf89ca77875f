package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Shows, runs and stops tasks. */
final class TaskBook {
  private static final int MOST = 100;
  private static final int RUN_MOST = 10;

  private final Context context;

  TaskBook(Context context) {
    this.context = context;
  }

  ListTasksResponse list(ListTasksRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    checkService(cluster, request);
    DesiredStatus desired =
        request.desiredStatus() == null ? DesiredStatus.RUNNING : request.desiredStatus();
    List<String> arns =
        context.table(EcsTables.TASKS).all().stream()
            .map(TaskRow::model)
            .filter(task -> task.clusterArn().equals(cluster.clusterArn()))
            .filter(task -> task.desiredStatus().equals(desired.toString()))
            .filter(chosen(request))
            .map(Task::taskArn)
            .toList();
    Page<String> page = Pages.of(arns, request.nextToken(), request.maxResults(), MOST, MOST);
    return ListTasksResponse.builder()
        .taskArns(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private void checkService(Cluster cluster, ListTasksRequest request) {
    if (request.serviceName() != null) {
      String key = ServiceRow.key(cluster.clusterName(), EcsArns.last(request.serviceName()));
      context.table(EcsTables.SERVICES).find(key).orElseThrow(EcsError::serviceNotFound);
    }
  }

  private static Predicate<Task> chosen(ListTasksRequest request) {
    String service =
        request.serviceName() == null ? null : "service:" + EcsArns.last(request.serviceName());
    return task ->
        (service == null || service.equals(task.group()))
            && (request.family() == null || request.family().equals(family(task)))
            && (request.startedBy() == null || request.startedBy().equals(task.startedBy()))
            && (request.launchType() == null || request.launchType() == task.launchType());
  }

  private static String family(Task task) {
    String name = EcsArns.last(task.taskDefinitionArn());
    return name.substring(0, name.indexOf(':'));
  }

  DescribeTasksResponse describe(DescribeTasksRequest request) {
    if (request.tasks().isEmpty() || request.tasks().size() > MOST) {
      throw EcsError.invalid("Between 1 and " + MOST + " tasks must be given.");
    }
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    boolean withTags = request.include().contains(TaskField.TAGS);
    List<Task> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : request.tasks()) {
      String arn = EcsArns.task(context, cluster.clusterName(), EcsArns.last(reference));
      context
          .table(EcsTables.TASKS)
          .find(arn)
          .ifPresentOrElse(
              task -> found.add(shown(task, withTags)),
              () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
    }
    return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
  }

  private Task shown(TaskRow task, boolean withTags) {
    return task.model().toBuilder()
        .tags(withTags ? new EcsTags(context).of(task.arn()) : List.of())
        .build();
  }

  StopTaskResponse stop(StopTaskRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    String arn = EcsArns.task(context, cluster.clusterName(), EcsArns.last(request.task()));
    TaskRow task =
        context
            .table(EcsTables.TASKS)
            .find(arn)
            .orElseThrow(() -> EcsError.invalid("The referenced task was not found."));
    String reason = request.reason() == null ? "Task stopped by user" : request.reason();
    TaskRow stopped =
        new TaskLife(context, task.plan()).stop(task, TaskStopCode.USER_INITIATED, reason);
    context.table(EcsTables.TASKS).put(arn, stopped);
    wakeService(task, cluster);
    return StopTaskResponse.builder().task(shown(stopped, true)).build();
  }

  private void wakeService(TaskRow task, Cluster cluster) {
    String group = task.model().group();
    if (task.rollout().isPresent()) {
      String name = group.substring(group.indexOf(':') + 1);
      context
          .table(EcsTables.SERVICES)
          .change(ServiceRow.key(cluster.clusterName(), name), row -> row.touched(context.now()));
    }
  }

  RunTaskResponse run(RunTaskRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    TaskDefinition definition = new TaskDefinitionBook(context).runnable(request.taskDefinition());
    int count = request.count() == null ? 1 : request.count();
    checkRun(request, definition, count);
    Optional<NetworkConfiguration> network =
        Optional.ofNullable(ServiceEcho.filled(request.networkConfiguration()));
    network.ifPresent(n -> new TaskNetwork(context).check(n.awsvpcConfiguration()));
    TaskFactory factory = new TaskFactory(context);
    List<Task> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TaskRow task =
          factory.alone(
              definition,
              cluster.clusterName(),
              network,
              asked -> {
                asked.startedBy(request.startedBy());
                if (request.group() != null) {
                  asked.group(request.group());
                }
              });
      new EcsTags(context).begin(task.arn(), request.tags());
      context.table(EcsTables.TASKS).put(task.arn(), task);
      started.add(shown(task, true));
    }
    return RunTaskResponse.builder().tasks(started).build();
  }

  private static void checkRun(RunTaskRequest request, TaskDefinition definition, int count) {
    if (count < 1 || count > RUN_MOST) {
      throw EcsError.invalid("count must be between 1 and " + RUN_MOST + ".");
    }
    if (request.overrides() != null) {
      throw EcsError.notInSandbox("overrides of RunTask");
    }
    if (request.launchType() == LaunchType.EC2 || request.launchType() == LaunchType.EXTERNAL) {
      throw EcsError.invalid("No Container Instances were found in your cluster.");
    }
    if (!definition.compatibilities().contains(Compatibility.FARGATE)) {
      throw EcsError.invalid("Task definition does not support launch_type FARGATE.");
    }
    if (request.networkConfiguration() == null) {
      throw EcsError.invalid(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
  }
}
