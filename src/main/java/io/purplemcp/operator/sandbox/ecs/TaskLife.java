package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Takes a task from one station of its life to the next. */
final class TaskLife {
  private final Context context;
  private final TaskDefinition definition;
  private final ServiceRevision plan;
  private final TaskTargets targets;

  TaskLife(Context context, ServiceRevision plan) {
    this.context = context;
    this.plan = plan;
    this.definition =
        context
            .table(EcsTables.TASK_DEFINITIONS)
            .find(EcsArns.last(plan.taskDefinition()))
            .orElseThrow();
    this.targets = new TaskTargets(context, plan.loadBalancers(), definition);
  }

  TaskTargets targets() {
    return targets;
  }

  /** The next station; called when the task is due. */
  TaskRow next(TaskRow task) {
    return switch (task.status()) {
      case PROVISIONING -> provisioned(task);
      case PENDING -> prepared(task);
      case ACTIVATING -> activated(task);
      case RUNNING -> onward(task);
      case DEACTIVATING -> drained(task);
      case STOPPING -> exited(task);
      case DEPROVISIONING -> gone(task);
      case STOPPED -> task;
    };
  }

  private TaskRow provisioned(TaskRow task) {
    TaskRow pending = task.at(TaskStatus.PENDING, in(TaskTimes.PENDING));
    return network().map(network -> attached(pending, network)).orElse(pending);
  }

  private Optional<AwsVpcConfiguration> network() {
    return Optional.ofNullable(plan.networkConfiguration())
        .map(NetworkConfiguration::awsvpcConfiguration);
  }

  /** The digests that the deployment resolved when it began, by container. */
  private Map<String, String> pinned() {
    return plan.containerImages().stream()
        .filter(image -> image.imageDigest() != null)
        .collect(Collectors.toMap(ContainerImage::containerName, ContainerImage::imageDigest));
  }

  private TaskRow attached(TaskRow task, AwsVpcConfiguration network) {
    Attachment attachment = task.model().attachments().get(0);
    int number = task.id().hashCode();
    String description = context.scope().arn("ecs", "attachment/" + attachment.id());
    NetworkInterface made = new TaskNetwork(context).attach(network, number, description);
    Attachment shown = attachment.toBuilder().status("ATTACHED").details(details(made)).build();
    return task.with(
        model ->
            model
                .attachments(shown)
                .availabilityZone(made.availabilityZone())
                .connectivity(Connectivity.CONNECTED)
                .connectivityAt(context.now())
                .pullStartedAt(context.now())
                .containers(
                    containers(
                        task,
                        container ->
                            container.toBuilder()
                                .networkInterfaces(
                                    n ->
                                        n.attachmentId(attachment.id())
                                            .privateIpv4Address(made.privateIpAddress()))
                                .build())));
  }

  private static List<KeyValuePair> details(NetworkInterface made) {
    return List.of(
        KeyValuePair.builder().name("subnetId").value(made.subnetId()).build(),
        KeyValuePair.builder().name("networkInterfaceId").value(made.networkInterfaceId()).build(),
        KeyValuePair.builder().name("macAddress").value(made.macAddress()).build(),
        KeyValuePair.builder().name("privateIPv4Address").value(made.privateIpAddress()).build());
  }

  private TaskRow prepared(TaskRow task) {
    TaskStart.Ready ready;
    try {
      ready = new TaskStart(context, definition, task).prepare(pinned());
    } catch (StartFailure failure) {
      return halted(task, TaskStopCode.TASK_FAILED_TO_START, failure.getMessage());
    }
    return task.seeing(ready.environment())
        .at(TaskStatus.ACTIVATING, in(TaskTimes.ACTIVATING))
        .with(
            model ->
                model
                    .pullStoppedAt(context.now())
                    .containers(containers(task, c -> running(c, ready.digests()))));
  }

  private Container running(Container container, Map<String, String> digests) {
    return container.toBuilder()
        .lastStatus(TaskStatus.RUNNING.name())
        .imageDigest(digests.get(container.name()))
        .runtimeId(container.taskArn().substring(container.taskArn().length() - 32) + "-0")
        .build();
  }

  private TaskRow activated(TaskRow task) {
    TaskLogs logs = new TaskLogs(context, definition, task.id());
    for (ContainerDefinition container : definition.containerDefinitions()) {
      logs.write(container, TaskTargets.standIn(task, container).output());
    }
    Optional<StandIn.Exit> exit = exit(task);
    if (exit.filter(e -> e.after().isZero()).isPresent()) {
      return crashed(task, exit.get().code());
    }
    return targets
        .register(task)
        .at(TaskStatus.RUNNING, firstMoment(exit))
        .with(model -> model.startedAt(context.now()));
  }

  private Optional<Instant> firstMoment(Optional<StandIn.Exit> exit) {
    Optional<Instant> end = exit.map(e -> context.after(e.after()));
    Optional<Instant> healthy = checkInterval().map(context::after);
    return end.isPresent() && (healthy.isEmpty() || end.get().isBefore(healthy.get()))
        ? end
        : healthy.or(() -> end);
  }

  /** A running task's container becomes healthy, or its program ends. */
  private TaskRow onward(TaskRow task) {
    Optional<StandIn.Exit> exit = exit(task);
    Optional<Instant> end =
        exit.map(e -> task.model().startedAt().plus(context.pace().of(e.after())));
    if (end.isPresent() && !context.now().isBefore(end.get())) {
      return crashed(task, exit.get().code());
    }
    return task.dueAt(end)
        .with(
            model ->
                model
                    .healthStatus(HealthStatus.HEALTHY)
                    .containers(
                        containers(
                            task,
                            c ->
                                isChecked(c.name())
                                    ? c.toBuilder().healthStatus(HealthStatus.HEALTHY).build()
                                    : c)));
  }

  private Optional<Duration> checkInterval() {
    return definition.containerDefinitions().stream()
        .filter(container -> container.healthCheck() != null)
        .map(container -> Duration.ofSeconds(container.healthCheck().interval()))
        .findFirst();
  }

  private boolean isChecked(String container) {
    return definition.containerDefinitions().stream()
        .anyMatch(c -> c.name().equals(container) && c.healthCheck() != null);
  }

  private Optional<StandIn.Exit> exit(TaskRow task) {
    return definition.containerDefinitions().stream()
        .filter(container -> !Boolean.FALSE.equals(container.essential()))
        .flatMap(container -> TaskTargets.standIn(task, container).exit().stream())
        .findFirst();
  }

  /**
   * Asks a task to stop: load balancers drain it first, then its containers get the signal.
   *
   * @param reason the stopped reason, as the task shows it
   */
  TaskRow stop(TaskRow task, TaskStopCode code, String reason) {
    if (!task.wanted()) {
      return task;
    }
    TaskStatus status = task.status();
    if (status == TaskStatus.PROVISIONING || status == TaskStatus.PENDING) {
      return halted(task, code, reason);
    }
    TaskRow asked = task.with(model -> ending(model, code, reason));
    if (task.targets().isEmpty()) {
      return asked.at(TaskStatus.STOPPING, in(TaskTimes.STOPPING));
    }
    targets.deregister(task);
    return asked.at(TaskStatus.DEACTIVATING, in(TaskTimes.HEALTH_POLL));
  }

  private TaskRow drained(TaskRow task) {
    return targets.isDraining(task)
        ? task.dueAt(in(TaskTimes.HEALTH_POLL))
        : task.at(TaskStatus.STOPPING, in(TaskTimes.STOPPING));
  }

  private TaskRow exited(TaskRow task) {
    return task.at(TaskStatus.DEPROVISIONING, in(TaskTimes.DEPROVISIONING))
        .with(
            model ->
                model
                    .executionStoppedAt(context.now())
                    .containers(containers(task, c -> ended(c, 0))));
  }

  private TaskRow crashed(TaskRow task, int exitCode) {
    targets.deregister(task);
    return halted(task, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, EventText.ESSENTIAL_EXITED)
        .with(
            model ->
                model
                    .executionStoppedAt(context.now())
                    .containers(containers(task, c -> ended(c, exitCode))));
  }

  /** The containers do not run, or no longer: only the interface is left to be removed. */
  private TaskRow halted(TaskRow task, TaskStopCode code, String reason) {
    return task.with(model -> ending(model, code, reason))
        .at(TaskStatus.DEPROVISIONING, in(TaskTimes.DEPROVISIONING));
  }

  private void ending(Task.Builder model, TaskStopCode code, String reason) {
    model
        .desiredStatus(TaskStatus.STOPPED.name())
        .stopCode(code)
        .stoppedReason(reason)
        .stoppingAt(context.now());
  }

  private static Container ended(Container container, int exitCode) {
    return container.toBuilder().lastStatus(TaskStatus.STOPPED.name()).exitCode(exitCode).build();
  }

  private TaskRow gone(TaskRow task) {
    TaskTargets.interfaceId(task).ifPresent(new TaskNetwork(context)::detach);
    return task.at(TaskStatus.STOPPED, Optional.empty())
        .with(
            model ->
                model
                    .stoppedAt(context.now())
                    .attachments(
                        task.model().attachments().stream()
                            .map(a -> a.toBuilder().status("DELETED").build())
                            .toList())
                    .containers(
                        containers(
                            task,
                            c -> c.toBuilder().lastStatus(TaskStatus.STOPPED.name()).build())));
  }

  private static List<Container> containers(TaskRow task, UnaryOperator<Container> change) {
    return task.model().containers().stream().map(change).toList();
  }

  private Optional<Instant> in(Duration time) {
    return Optional.of(context.after(time));
  }
}
