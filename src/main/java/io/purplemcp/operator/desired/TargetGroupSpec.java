package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * The target group of the tasks; type {@code ip}, HTTP, stickiness off.
 *
 * @param name the target group's name; by default the deployment's own with a short hash of the
 *     properties that cannot be changed in place
 * @param healthCheckPath the path that answers 200 when the server is well
 * @param healthCheckIntervalSeconds seconds between two checks of a target
 * @param healthCheckTimeoutSeconds seconds without an answer that fail a check
 * @param healthyThreshold successes that make a target healthy
 * @param unhealthyThreshold failures that make it unhealthy
 * @param deregistrationDelaySeconds how long a leaving target may finish its requests
 */
public record TargetGroupSpec(
    Optional<String> name,
    String healthCheckPath,
    Integer healthCheckIntervalSeconds,
    Integer healthCheckTimeoutSeconds,
    Integer healthyThreshold,
    Integer unhealthyThreshold,
    Integer deregistrationDelaySeconds) {
  public static final TargetGroupSpec DEFAULT =
      new TargetGroupSpec(null, null, null, null, null, null, null);

  public TargetGroupSpec {
    name = name == null ? Optional.empty() : name;
    healthCheckPath = healthCheckPath == null ? "/health" : healthCheckPath;
    healthCheckIntervalSeconds =
        healthCheckIntervalSeconds == null ? Integer.valueOf(30) : healthCheckIntervalSeconds;
    healthCheckTimeoutSeconds =
        healthCheckTimeoutSeconds == null ? Integer.valueOf(5) : healthCheckTimeoutSeconds;
    healthyThreshold = healthyThreshold == null ? Integer.valueOf(2) : healthyThreshold;
    unhealthyThreshold = unhealthyThreshold == null ? Integer.valueOf(3) : unhealthyThreshold;
    deregistrationDelaySeconds =
        deregistrationDelaySeconds == null ? Integer.valueOf(60) : deregistrationDelaySeconds;
  }
}
