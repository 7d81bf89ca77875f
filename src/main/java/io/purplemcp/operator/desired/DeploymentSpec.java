package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How a new task definition replaces the old one; ECS's {@code deploymentConfiguration}.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record DeploymentSpec(
    @JsonPropertyDescription("Percent of replicas that must keep running during a rollout.")
        @Min(0)
        @Max(100)
        Integer minimumHealthyPercent,
    @JsonPropertyDescription("Percent of replicas that may run at once during a rollout.")
        @Min(100)
        @Max(200)
        Integer maximumPercent,
    @JsonPropertyDescription("Give up on a rollout whose tasks do not start, and roll back.")
        Boolean circuitBreaker,
    @JsonPropertyDescription(
            "Seconds for which ECS ignores failing load balancer health checks after a task has started.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
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
