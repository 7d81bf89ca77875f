package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One look of the scheduler at one service at one moment: what it finds, and what it changes. */
final class ServiceTurn {
  private static final int EVENTS_KEPT = 100;

  private final Context context;
  private ServiceRow row;
  private boolean happened;

  ServiceTurn(Context context, ServiceRow row) {
    this.context = context;
    this.row = row;
  }

  Context context() {
    return context;
  }

  Instant now() {
    return context.now();
  }

  ServiceRow row() {
    return row;
  }

  Service model() {
    return row.model();
  }

  int desired() {
    return model().desiredCount();
  }

  Rollout primary() {
    return row.rollouts().get(0);
  }

  /** Whether anything was changed in this look. */
  boolean happened() {
    return happened;
  }

  void become(ServiceRow changed) {
    row = changed;
    happened = true;
  }

  void schedule(ServiceRow.Schedule schedule) {
    row = row.scheduled(schedule);
  }

  List<TaskRow> tasks() {
    return row.tasks().stream()
        .flatMap(arn -> context.table(EcsTables.TASKS).find(arn).stream())
        .toList();
  }

  /** Tasks of a deployment that are meant to run. */
  List<TaskRow> wanted(Rollout rollout) {
    return wanted().filter(task -> task.of(rollout)).toList();
  }

  Stream<TaskRow> wanted() {
    return tasks().stream().filter(TaskRow::wanted);
  }

  void add(TaskRow task) {
    context.table(EcsTables.TASKS).put(task.arn(), task);
    List<String> arns = new ArrayList<>(row.tasks());
    arns.add(task.arn());
    become(row.withTasks(arns));
  }

  void put(TaskRow task) {
    context.table(EcsTables.TASKS).put(task.arn(), task);
    happened = true;
  }

  void forget(TaskRow task) {
    context.table(EcsTables.TASKS).remove(task.arn());
    new EcsTags(context).forget(task.arn());
    row = row.withTasks(row.tasks().stream().filter(arn -> !arn.equals(task.arn())).toList());
  }

  /** Stops a task, and says so where load balancers have to let it go first. */
  void stop(TaskRow task, String reason) {
    TaskLife life = new TaskLife(context, task.plan());
    TaskRow stopping = life.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
    put(stopping);
    if (stopping.status() == TaskStatus.DEACTIVATING) {
      task.targets().forEach(target -> say(EventText.deregistered(1, target.targetGroupArn())));
      say(EventText.draining(1));
    }
  }

  Optional<Rollout> rollout(TaskRow task) {
    return row.rollouts().stream().filter(task::of).findFirst();
  }

  void change(Rollout changed) {
    become(
        row.with(
            row.rollouts().stream()
                .map(rollout -> rollout.id().equals(changed.id()) ? changed : rollout)
                .toList()));
  }

  void say(String text) {
    ServiceEvent event =
        ServiceEvent.builder()
            .id(context.ids().uuid())
            .createdAt(now())
            .message("(service " + row.name() + ") " + text)
            .build();
    List<ServiceEvent> all = new ArrayList<>(row.events());
    all.add(0, event);
    become(row.withEvents(all.subList(0, Math.min(all.size(), EVENTS_KEPT))));
  }

  /** Says what the newest event does not say already. */
  void sayOnce(String text) {
    boolean said = row.events().stream().limit(1).anyMatch(event -> event.message().endsWith(text));
    if (!said) {
      say(text);
    }
  }

  void save() {
    context.table(EcsTables.SERVICES).put(row.key(), row);
  }
}
