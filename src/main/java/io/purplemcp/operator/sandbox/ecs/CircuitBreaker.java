package io.purplemcp.operator.sandbox.ecs;

import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/** Ends a deployment whose tasks keep failing, and rolls the service back where it is told to. */
final class CircuitBreaker {
  /** The guide's bounds: half of the desired count, but never fewer or more than these. */
  private static final int FEWEST = 3;

  private static final int MOST = 200;

  private final ServiceTurn turn;

  CircuitBreaker(ServiceTurn turn) {
    this.turn = turn;
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
    new GivenUp(
            cause,
            EventText.breaker(cause),
            rollsBack(turn.model()),
            deployment ->
                deployment.deploymentCircuitBreaker(
                    shown(
                        turn.model(),
                        ServiceDeploymentRollbackMonitorsStatus.TRIGGERED,
                        primary.failedTasks())))
        .end(turn);
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
