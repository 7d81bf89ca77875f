package io.purplemcp.operator.sandbox.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/** Moves the tasks of a service on, and counts what fails. */
final class TaskProgress {
  /** Beyond this many doublings the wait is at its longest anyway. */
  private static final int MOST_DOUBLINGS = 10;

  /** After so many failures in a row the service complains. */
  private static final int COMPLAINS_FROM = 3;

  private final ServiceTurn turn;

  TaskProgress(ServiceTurn turn) {
    this.turn = turn;
  }

  void step() {
    for (TaskRow task : turn.tasks()) {
      if (task.isDue(turn.now())) {
        moved(task, new TaskLife(turn.context(), task.plan()).next(task));
      } else if (isForgotten(task)) {
        turn.forget(task);
      }
    }
  }

  private boolean isForgotten(TaskRow task) {
    Instant stopped = task.model().stoppedAt();
    return stopped != null && !turn.now().isBefore(stopped.plus(TaskTimes.VISIBLE_AFTER_STOP));
  }

  private void moved(TaskRow before, TaskRow after) {
    turn.put(after);
    if (before.targets().isEmpty() && !after.targets().isEmpty()) {
      Map<String, Long> byGroup =
          after.targets().stream()
              .collect(
                  Collectors.groupingBy(
                      TaskTarget::targetGroupArn, TreeMap::new, Collectors.counting()));
      byGroup.forEach((group, count) -> turn.say(EventText.registered(count, group)));
    }
    boolean ran = before.status() == TaskStatus.RUNNING;
    if (before.wanted() && !after.wanted() && !ran) {
      failed(after);
    }
    if (isServing(after)) {
      serves(after);
    }
  }

  /** Without a load balancer there is nothing more to wait for than the container's own check. */
  private boolean isServing(TaskRow task) {
    return task.wanted()
        && task.status() == TaskStatus.RUNNING
        && task.targets().isEmpty()
        && (!isChecked(task) || task.model().healthStatus() == HealthStatus.HEALTHY);
  }

  private boolean isChecked(TaskRow task) {
    return new TaskHealth(turn.context()).isChecked(task);
  }

  /** A task is healthy for the first time: failures are no longer in a row. */
  void serves(TaskRow task) {
    if (task.served()) {
      return;
    }
    turn.put(task.serving());
    turn.rollout(task)
        .filter(rollout -> rollout.failedTasks() > 0)
        .ifPresent(rollout -> turn.change(rollout.withFailures(0, turn.now())));
  }

  /** A task that never ran or failed its health checks: counted, and not retried at once. */
  void failed(TaskRow task) {
    turn.rollout(task).ifPresent(this::failed);
  }

  void failed(Rollout rollout) {
    int failures = rollout.failedTasks() + 1;
    turn.change(rollout.withFailures(failures, turn.now()));
    if (!rollout.id().equals(turn.primary().id())) {
      return;
    }
    Instant next = turn.context().after(delay(failures));
    turn.schedule(turn.row().schedule().startsFrom(next));
    if (failures >= COMPLAINS_FROM) {
      turn.sayOnce(EventText.CANNOT_START);
    }
  }

  static Duration delay(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    Duration delay = TaskTimes.FIRST_RETRY.multipliedBy(1L << doublings);
    return delay.compareTo(TaskTimes.LAST_RETRY) > 0 ? TaskTimes.LAST_RETRY : delay;
  }
}
