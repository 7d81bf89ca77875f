package io.purplemcp.operator.desired;

/**
 * How a new task definition replaces the old one; ECS's {@code deploymentConfiguration}.
 *
 * @param minimumHealthyPercent of the desired count, that must keep running
 * @param maximumPercent of the desired count, that may run at once
 * @param circuitBreaker give up on a rollout whose tasks do not start, and roll back
 * @param healthCheckGracePeriodSeconds how long ECS ignores failing load balancer health checks
 *     after a task has started
 */
public record DeploymentSpec(
    Integer minimumHealthyPercent,
    Integer maximumPercent,
    Boolean circuitBreaker,
    Integer healthCheckGracePeriodSeconds) {
  public DeploymentSpec {
    minimumHealthyPercent =
        minimumHealthyPercent == null ? Integer.valueOf(100) : minimumHealthyPercent;
    maximumPercent = maximumPercent == null ? Integer.valueOf(200) : maximumPercent;
    circuitBreaker = circuitBreaker == null ? Boolean.TRUE : circuitBreaker;
    healthCheckGracePeriodSeconds =
        healthCheckGracePeriodSeconds == null ? Integer.valueOf(60) : healthCheckGracePeriodSeconds;
  }
}
