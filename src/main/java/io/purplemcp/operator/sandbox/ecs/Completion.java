package io.purplemcp.operator.sandbox.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Sees when a deployment is done, a service steady or a deleted one gone. */
final class Completion {
  private final ServiceTurn turn;
  private final TaskHealth health;

  Completion(ServiceTurn turn) {
    this.turn = turn;
    this.health = new TaskHealth(turn.context());
  }

  void settle() {
    if (ServiceBook.DRAINING.equals(turn.row().status())) {
      retire();
      return;
    }
    forgetEmptied();
    Rollout primary = turn.primary();
    if (primary.inProgress() && isDone(primary)) {
      complete(primary);
    }
    sayWhenSteady();
  }

  /** A deleted service stays visible, and inactive, once its last task has stopped. */
  private void retire() {
    if (turn.tasks().stream().allMatch(TaskRow::isStopped)) {
      turn.become(
          turn.row()
              .with(turn.model().toBuilder().status(ClusterBook.INACTIVE).build())
              .with(List.<Rollout>of()));
    }
  }

  /** Deployments that were replaced while they went on vanish with their last task. */
  private void forgetEmptied() {
    Rollout primary = turn.primary();
    List<Rollout> kept =
        turn.row().rollouts().stream()
            .filter(r -> r == primary || r.failed() || hasTasks(r))
            .toList();
    if (kept.size() < turn.row().rollouts().size()) {
      turn.become(turn.row().with(kept));
    }
  }

  private boolean hasTasks(Rollout rollout) {
    return turn.tasks().stream().anyMatch(task -> task.of(rollout) && !task.isStopped());
  }

  private boolean isDone(Rollout primary) {
    boolean othersGone =
        turn.row().rollouts().stream()
            .allMatch(rollout -> rollout == primary || !hasTasks(rollout));
    return othersGone && allHealthy(primary);
  }

  private boolean allHealthy(Rollout primary) {
    List<TaskRow> mine = turn.wanted(primary);
    return mine.size() == turn.desired() && mine.stream().allMatch(health::isHealthy);
  }

  private void complete(Rollout primary) {
    Rollout done =
        primary
            .withFailures(0, turn.now())
            .become(
                DeploymentRolloutState.COMPLETED, EventText.completed(primary.id()), turn.now());
    turn.become(turn.row().with(List.of(done)).withGood(done));
    turn.say(EventText.deploymentCompleted(done.id()));
    Deployments deployments = new Deployments(turn.context());
    if (done.rollback()) {
      // The reason stays the one for which it was begun.
      String reason = deployments.of(done).map(ServiceDeployment::statusReason).orElse("");
      deployments.finish(done, ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, reason);
      return;
    }
    deployments.finish(done, ServiceDeploymentStatus.SUCCESSFUL, EventText.completed(done.id()));
    var alarms = deployments.of(done).map(each -> AlarmMonitor.complete(each.alarms()));
    deployments.change(
        done,
        deployment ->
            deployment
                .alarms(alarms.orElse(null))
                .targetServiceRevision(
                    target ->
                        target
                            .arn(done.revisionArn())
                            .requestedTaskCount(turn.desired())
                            .runningTaskCount(turn.desired())
                            .pendingTaskCount(0))
                .deploymentCircuitBreaker(
                    CircuitBreaker.shown(
                        turn.model(),
                        CircuitBreaker.isOn(turn.model())
                            ? ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE
                            : ServiceDeploymentRollbackMonitorsStatus.DISABLED,
                        0)));
  }

  private void sayWhenSteady() {
    Rollout primary = turn.primary();
    boolean steady =
        primary.state() == DeploymentRolloutState.COMPLETED
            && turn.row().rollouts().size() == 1
            && allHealthy(primary)
            && turn.tasks().stream().allMatch(task -> task.wanted() || task.isStopped());
    if (!steady) {
      return;
    }
    Optional<Instant> since = turn.row().schedule().steadySince();
    if (since.isEmpty() || !turn.now().isBefore(since.get().plus(TaskTimes.STEADY_AGAIN))) {
      turn.say(EventText.STEADY);
      turn.schedule(turn.row().schedule().steady(Optional.of(turn.now())));
    }
  }
}
