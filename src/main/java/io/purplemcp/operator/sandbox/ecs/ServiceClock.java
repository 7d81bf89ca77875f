package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Pace;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Lets time pass for services and tasks. It goes from one moment at which something is due to the
 * next, so that a long jump ends where many small ones would have ended. Where nothing goes on in a
 * jump the looks become rarer: nobody else can have changed anything meanwhile.
 */
final class ServiceClock implements ServiceDefinition.Ticker {
  private static final Duration RAREST_LOOK = Duration.ofHours(1);
  private static final Duration RAREST_HEALTH_POLL = Duration.ofMinutes(1);

  /** A target that waits for long is asked for at this fraction of the time that it waited. */
  private static final int POLLS_PER_WAIT = 10;

  @Override
  public void advance(Context context, Instant now) {
    Map<String, Instant> firstLooks = new HashMap<>();
    PriorityQueue<Due> queue =
        new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::key));
    context.table(EcsTables.SERVICES).all().stream()
        .map(row -> new Due(row.schedule().wake(), row.key()))
        .filter(due -> !due.at().isAfter(now))
        .forEach(queue::add);
    standalone(context)
        .flatMap(task -> task.due().map(due -> new Due(due, task.arn())).stream())
        .filter(due -> !due.at().isAfter(now))
        .forEach(queue::add);
    while (!queue.isEmpty()) {
      Due due = queue.poll();
      Context then = context.at(due.at());
      Instant next =
          due.key().startsWith("arn:")
              ? step(then, due.key(), now)
              : look(then, due.key(), firstLooks.computeIfAbsent(due.key(), k -> due.at()), now);
      if (!next.isAfter(now)) {
        queue.add(new Due(next, due.key()));
      }
    }
  }

  private record Due(Instant at, String key) {}

  /** One look at a service; answers when the next one is due. */
  private static Instant look(Context context, String key, Instant firstLook, Instant now) {
    ServiceRow row = context.table(EcsTables.SERVICES).find(key).orElseThrow();
    if (ClusterBook.INACTIVE.equals(row.status())) {
      row = forgetStopped(context, row);
      return sleep(context, row, now);
    }
    ServiceTurn turn = new ServiceTurn(context, row);
    new TaskProgress(turn).step();
    new HealthGate(turn).judge();
    if (!ServiceBook.DRAINING.equals(row.status())) {
      new CircuitBreaker(turn).judge();
      new AlarmMonitor(turn).judge();
    }
    new Scheduler(turn).place();
    new Completion(turn).settle();
    ServiceRow.Schedule schedule = turn.row().schedule();
    if (turn.happened()) {
      schedule = schedule.changedAt(context.now());
    }
    Instant next = next(turn, schedule, firstLook);
    Instant capped = earlier(next, now.plus(context.pace().of(TaskTimes.QUIET_POLL)));
    turn.schedule(schedule.wakeAt(next.isAfter(now) ? capped : next));
    turn.save();
    return next;
  }

  private static ServiceRow forgetStopped(Context context, ServiceRow row) {
    ServiceTurn turn = new ServiceTurn(context, row);
    new TaskProgress(turn).step();
    return turn.row();
  }

  private static Instant sleep(Context context, ServiceRow row, Instant now) {
    Instant next = now.plus(RAREST_LOOK);
    context.table(EcsTables.SERVICES).put(row.key(), row.scheduled(row.schedule().wakeAt(next)));
    return next;
  }

  private static Instant next(ServiceTurn turn, ServiceRow.Schedule schedule, Instant firstLook) {
    Instant calmSince = later(schedule.changed(), firstLook);
    Duration calm = Duration.between(calmSince, turn.now());
    Pace pace = turn.context().pace();
    Instant next = turn.now().plus(isUnsettled(turn) ? unsettled(calm, pace) : quiet(calm, pace));
    for (TaskRow task : turn.tasks()) {
      next = task.due().isPresent() ? earlier(next, task.due().get()) : next;
    }
    return schedule.startsFrom().isAfter(turn.now()) ? earlier(next, schedule.startsFrom()) : next;
  }

  private static Duration unsettled(Duration calm, Pace pace) {
    return within(
        pace.of(TaskTimes.HEALTH_POLL),
        calm.dividedBy(POLLS_PER_WAIT),
        pace.of(RAREST_HEALTH_POLL));
  }

  private static Duration quiet(Duration calm, Pace pace) {
    return within(pace.of(TaskTimes.QUIET_POLL), calm, pace.of(RAREST_LOOK));
  }

  /** Whether a task waits for a load balancer's verdict. */
  private static boolean isUnsettled(ServiceTurn turn) {
    TaskHealth health = new TaskHealth(turn.context());
    return turn.wanted()
        .filter(task -> task.status() == TaskStatus.RUNNING)
        .anyMatch(task -> !health.isHealthy(task));
  }

  /** A task that was run by hand: one station; answers when the next one is due. */
  private static Instant step(Context context, String arn, Instant now) {
    TaskRow task = context.table(EcsTables.TASKS).find(arn).orElseThrow();
    if (task.isStopped()) {
      context.table(EcsTables.TASKS).remove(arn);
      return Instant.MAX;
    }
    ServiceRevision plan = task.plan();
    TaskRow moved = new TaskLife(context, plan).next(task);
    if (moved.isStopped()) {
      moved = moved.dueAt(Optional.of(context.now().plus(TaskTimes.VISIBLE_AFTER_STOP)));
    }
    context.table(EcsTables.TASKS).put(arn, moved);
    return moved.due().orElse(Instant.MAX);
  }

  private static Stream<TaskRow> standalone(Context context) {
    return context.table(EcsTables.TASKS).all().stream().filter(t -> t.rollout().isEmpty());
  }

  private static Duration within(Duration least, Duration value, Duration most) {
    if (value.compareTo(least) < 0) {
      return least;
    }
    return value.compareTo(most) > 0 ? most : value;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
