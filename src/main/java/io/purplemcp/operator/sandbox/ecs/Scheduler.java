package io.purplemcp.operator.sandbox.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Starts and stops tasks, within the percentages that a deployment must keep. */
final class Scheduler {
  private static final int ALL = 100;

  private final ServiceTurn turn;
  private final TaskHealth health;

  Scheduler(ServiceTurn turn) {
    this.turn = turn;
    this.health = new TaskHealth(turn.context());
  }

  void place() {
    if (ServiceBook.DRAINING.equals(turn.row().status())) {
      stop(turn.wanted().toList());
      return;
    }
    scaleDown();
    Rollout primary = turn.primary();
    if (primary.failed()) {
      return;
    }
    stop(old().stream().filter(task -> task.status() != TaskStatus.RUNNING).toList());
    int mine = turn.wanted(primary).size();
    int room = upper() - mine - old().size();
    int missing = turn.desired() - mine;
    start(Math.min(missing, room));
    replace(missing > room);
  }

  /** How many tasks there may be. */
  private int upper() {
    return turn.desired() * turn.model().deploymentConfiguration().maximumPercent() / ALL;
  }

  /** How many healthy tasks there must be. */
  private int lower() {
    int percent = turn.model().deploymentConfiguration().minimumHealthyPercent();
    return (turn.desired() * percent + ALL - 1) / ALL;
  }

  private List<TaskRow> old() {
    Rollout primary = turn.primary();
    return turn.wanted().filter(task -> !task.of(primary)).toList();
  }

  /** Stops what is too much, what does not yet run first. */
  private void scaleDown() {
    List<TaskRow> mine = turn.wanted(turn.primary());
    int surplus = mine.size() - turn.desired();
    if (surplus > 0) {
      Comparator<TaskRow> running = Comparator.comparing(health::isHealthy);
      stop(mine.stream().sorted(running).limit(surplus).toList());
    }
  }

  private void start(int count) {
    boolean tooEarly = turn.now().isBefore(turn.row().schedule().startsFrom());
    if (count <= 0 || tooEarly) {
      return;
    }
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      turn.say(obstacle.get());
      new TaskProgress(turn).failed(turn.primary());
      return;
    }
    TaskFactory factory = new TaskFactory(turn.context());
    List<TaskRow> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TaskRow task = factory.forService(turn.row(), turn.primary());
      turn.add(task);
      tag(task);
      started.add(task);
    }
    turn.schedule(turn.row().schedule().steady(Optional.empty()));
    turn.say(EventText.started(started));
  }

  /** Why no task can even be made. */
  private Optional<String> obstacle() {
    Deployments deployments = new Deployments(turn.context());
    if (deployments.revision(turn.primary()).launchType() == LaunchType.EC2) {
      return Optional.of(EventText.NO_INSTANCE);
    }
    TaskDefinition definition = deployments.definition(turn.primary());
    return Roles.cannotAssume(turn.context(), definition).map(EventText::cannotAssume);
  }

  private void tag(TaskRow task) {
    EcsTags tags = new EcsTags(turn.context());
    TagSet all = TagSet.NONE;
    if (turn.model().propagateTags() == PropagateTags.SERVICE) {
      all = tags.set(turn.model().serviceArn());
    } else if (turn.model().propagateTags() == PropagateTags.TASK_DEFINITION) {
      all = tags.set(task.model().taskDefinitionArn());
    }
    if (Boolean.TRUE.equals(turn.model().enableECSManagedTags())) {
      all =
          all.and(
              List.of(
                  tag("aws:ecs:clusterName", turn.row().cluster()),
                  tag("aws:ecs:serviceName", turn.row().name())));
    }
    tags.put(task.arn(), all);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /**
   * Stops old tasks as new ones take over.
   *
   * @param cramped whether there is no room for all the new tasks beside the old ones
   */
  private void replace(boolean cramped) {
    List<TaskRow> old = old();
    List<TaskRow> mine = turn.wanted(turn.primary());
    int healthy = (int) mine.stream().filter(health::isHealthy).count();
    int keep = Math.max(0, (cramped ? lower() : turn.desired()) - healthy);
    if (old.size() > keep) {
      stop(old.subList(0, old.size() - keep));
    } else if (cramped && mine.size() == healthy && !old.isEmpty()) {
      turn.sayOnce(EventText.DEADLOCK);
    }
  }

  private void stop(List<TaskRow> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    String by = turn.row().rollouts().isEmpty() ? "" : turn.primary().id();
    tasks.forEach(task -> turn.stop(task, EventText.scaling(by)));
    turn.schedule(turn.row().schedule().steady(Optional.empty()));
    turn.say(EventText.stopped(tasks));
  }
}
