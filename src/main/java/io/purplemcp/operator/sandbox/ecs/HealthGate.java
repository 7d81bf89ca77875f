package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.elb.TargetBehaviour;
import io.purplemcp.operator.sandbox.elb.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Replaces tasks that load balancers find unhealthy. */
final class HealthGate {
  private final ServiceTurn turn;
  private final TaskProgress progress;

  HealthGate(ServiceTurn turn) {
    this.turn = turn;
    this.progress = new TaskProgress(turn);
  }

  void judge() {
    turn.wanted()
        .filter(task -> task.status() == TaskStatus.RUNNING)
        .filter(task -> !task.targets().isEmpty())
        .forEach(this::judge);
  }

  private void judge(TaskRow task) {
    refresh(task);
    for (TaskTarget target : task.targets()) {
      Optional<TargetHealth> bad =
          LoadBalancing.health(turn.context(), target)
              .filter(health -> health.state() == TargetHealthStateEnum.UNHEALTHY);
      if (bad.isPresent()) {
        unhealthy(task, target, bad.get());
        return;
      }
    }
    if (new TaskHealth(turn.context()).isHealthy(task)) {
      progress.serves(task);
    }
  }

  /** Security groups may have changed since the task was registered. */
  private void refresh(TaskRow task) {
    TaskTargets targets = new TaskLife(turn.context(), task.plan()).targets();
    for (TaskTarget target : task.targets()) {
      TargetBehaviour behaviour = targets.behaviour(task, target);
      LoadBalancing.registration(turn.context(), target)
          .filter(registered -> !registered.behaviour().equals(behaviour))
          .ifPresent(
              registered ->
                  Targets.register(
                      turn.context(),
                      target.targetGroupArn(),
                      target.ip(),
                      target.containerPort(),
                      behaviour));
    }
  }

  private void unhealthy(TaskRow task, TaskTarget target, TargetHealth health) {
    if (turn.now().isBefore(graceEnds(task))) {
      return;
    }
    turn.say(EventText.unhealthy(target, health.description()));
    turn.stop(task, EventText.failedElbChecks(target.targetGroupArn()));
    progress.failed(task);
  }

  private Instant graceEnds(TaskRow task) {
    Integer grace = turn.model().healthCheckGracePeriodSeconds();
    Duration given = Duration.ofSeconds(grace == null ? 0 : grace);
    return task.model().startedAt().plus(turn.context().pace().of(given));
  }
}
