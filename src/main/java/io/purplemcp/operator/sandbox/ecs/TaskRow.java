package io.purplemcp.operator.sandbox.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A task.
 *
 * @param model as it is described
 * @param rollout id of the deployment that it belongs to; empty for a task that was run by hand
 * @param plan what it was started from: task definition, network, load balancers and image digests
 * @param due when its next station is reached; empty where nothing comes by itself
 * @param targets what is registered for it with load balancers
 * @param environment what its containers see, secrets included: read once, when it started
 * @param served whether it was ever healthy
 */
public record TaskRow(
    Task model,
    Optional<String> rollout,
    ServiceRevision plan,
    Optional<Instant> due,
    List<TaskTarget> targets,
    Map<String, String> environment,
    boolean served) {

  public TaskRow {
    targets = List.copyOf(targets);
    environment = Map.copyOf(environment);
  }

  String arn() {
    return model.taskArn();
  }

  String id() {
    return EcsArns.last(arn());
  }

  TaskStatus status() {
    return TaskStatus.valueOf(model.lastStatus());
  }

  boolean isStopped() {
    return status() == TaskStatus.STOPPED;
  }

  /** Whether it is meant to run. */
  boolean wanted() {
    return TaskStatus.RUNNING.name().equals(model.desiredStatus());
  }

  boolean of(Rollout deployment) {
    return rollout.filter(deployment.id()::equals).isPresent();
  }

  boolean isDue(Instant now) {
    return due.filter(moment -> !moment.isAfter(now)).isPresent();
  }

  TaskRow with(Consumer<Task.Builder> change) {
    Task changed = model.toBuilder().applyMutation(change).version(model.version() + 1).build();
    return new TaskRow(changed, rollout, plan, due, targets, environment, served);
  }

  TaskRow at(TaskStatus status, Optional<Instant> until) {
    return with(task -> task.lastStatus(status.name())).dueAt(until);
  }

  TaskRow dueAt(Optional<Instant> moment) {
    return new TaskRow(model, rollout, plan, moment, targets, environment, served);
  }

  TaskRow in(Rollout deployment) {
    return new TaskRow(
        model, Optional.of(deployment.id()), plan, due, targets, environment, served);
  }

  TaskRow registered(List<TaskTarget> with) {
    return new TaskRow(model, rollout, plan, due, with, environment, served);
  }

  TaskRow seeing(Map<String, String> variables) {
    return new TaskRow(model, rollout, plan, due, targets, variables, served);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "TaskRow[" + arn() + ", " + model.lastStatus() + "]";
  }

  TaskRow serving() {
    return new TaskRow(model, rollout, plan, due, targets, environment, true);
  }
}
