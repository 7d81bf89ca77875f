package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

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
            "Seconds for which ECS ignores failing load balancer health checks after a task has"
                + " started.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        Integer healthCheckGracePeriodSeconds,
    @JsonPropertyDescription(
            "CloudWatch alarms that fail a rollout when they go off while it is under way; none"
                + " without it.")
        Optional<AlarmsSpec> alarms,
    @JsonPropertyDescription(
            "Whether ECS moves tasks so that the Availability Zones have as many; left as AWS has"
                + " it without it.")
        Optional<Rebalancing> availabilityZoneRebalancing) {
  /** As ECS spells it. */
  public enum Rebalancing {
    ENABLED,
    DISABLED
  }

  public DeploymentSpec {
    minimumHealthyPercent =
        minimumHealthyPercent == null ? Integer.valueOf(100) : minimumHealthyPercent;
    maximumPercent = maximumPercent == null ? Integer.valueOf(200) : maximumPercent;
    circuitBreaker = circuitBreaker == null ? Boolean.TRUE : circuitBreaker;
    healthCheckGracePeriodSeconds =
        healthCheckGracePeriodSeconds == null ? Integer.valueOf(60) : healthCheckGracePeriodSeconds;
    alarms = alarms == null ? Optional.empty() : alarms;
    availabilityZoneRebalancing =
        availabilityZoneRebalancing == null ? Optional.empty() : availabilityZoneRebalancing;
  }
}
