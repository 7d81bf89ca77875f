package io.purplemcp.operator.sandbox.ecs;

import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Ends a deployment whose tasks keep failing, and rolls the service back where it is told to. */
final class CircuitBreaker {
  /** The guide's bounds: half of the desired count, but never fewer or more than these. */
  private static final int FEWEST = 3;

  private static final int MOST = 200;

  private final ServiceTurn turn;
  private final Deployments deployments;

  CircuitBreaker(ServiceTurn turn) {
    this.turn = turn;
    this.deployments = new Deployments(turn.context());
  }

  static int threshold(int desiredCount) {
    int half = (desiredCount + 1) / 2;
    return Math.max(FEWEST, Math.min(half, MOST));
  }

  static boolean isOn(Service service) {
    DeploymentCircuitBreaker breaker = service.deploymentConfiguration().deploymentCircuitBreaker();
    return Boolean.TRUE.equals(breaker.enable());
  }

  private static boolean rollsBack(Service service) {
    DeploymentCircuitBreaker breaker = service.deploymentConfiguration().deploymentCircuitBreaker();
    return Boolean.TRUE.equals(breaker.rollback());
  }

  /** What a service deployment shows of it while it goes on. */
  static ServiceDeploymentCircuitBreaker monitor(Service service, int failures) {
    return shown(
        service,
        isOn(service)
            ? ServiceDeploymentRollbackMonitorsStatus.MONITORING
            : ServiceDeploymentRollbackMonitorsStatus.DISABLED,
        failures);
  }

  static ServiceDeploymentCircuitBreaker shown(
      Service service, ServiceDeploymentRollbackMonitorsStatus status, int failures) {
    return ServiceDeploymentCircuitBreaker.builder()
        .status(status)
        .failureCount(failures)
        .threshold(threshold(service.desiredCount()))
        .build();
  }

  void judge() {
    Rollout primary = turn.primary();
    boolean trips =
        primary.inProgress()
            && isOn(turn.model())
            && primary.failedTasks() >= threshold(turn.desired());
    if (trips) {
      trip(primary);
    }
  }

  private void trip(Rollout primary) {
    String cause = cause(primary);
    String reason = EventText.breaker(cause);
    Rollout failed = primary.become(DeploymentRolloutState.FAILED, reason, turn.now());
    turn.change(failed);
    turn.say(EventText.deploymentFailed(failed.id(), cause));
    deployments.change(
        failed,
        deployment ->
            deployment.deploymentCircuitBreaker(
                shown(
                    turn.model(),
                    ServiceDeploymentRollbackMonitorsStatus.TRIGGERED,
                    failed.failedTasks())));
    if (rollsBack(turn.model()) && !failed.rollback() && turn.row().good().isPresent()) {
      Rollbacks.begin(turn, turn.row().good().get(), reason);
    } else {
      deployments.finish(
          failed,
          failed.rollback()
              ? ServiceDeploymentStatus.ROLLBACK_FAILED
              : ServiceDeploymentStatus.STOPPED,
          reason);
    }
  }

  /** Tasks that ran can only have failed their health checks. */
  private String cause(Rollout rollout) {
    boolean ran =
        turn.tasks().stream()
            .filter(task -> task.of(rollout) && !task.wanted())
            .anyMatch(task -> task.model().startedAt() != null);
    return ran ? EventText.ELB_CHECKS_FAILED : EventText.STARTS_FAILED;
  }
}
