package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Within which bounds, and by what, the number of tasks is chosen: Application Auto Scaling's
 * scalable target with a target tracking policy for each metric.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record AutoscalingSpec(
    @JsonPropertyDescription(
            "The fewest tasks, and as many as a new service begins with. To stop the server give"
                + " replicas: 0 instead.")
        @Min(1)
        @Max(5000)
        Integer min,
    @JsonPropertyDescription("The most tasks.") @NotNull @Min(1) @Max(5000) Integer max,
    @JsonPropertyDescription("Percent of the reserved CPU that the tasks are to use on average.")
        Optional<@Min(1) @Max(100) Integer> cpuPercent,
    @JsonPropertyDescription("Percent of the reserved memory that the tasks are to use on average.")
        Optional<@Min(1) @Max(100) Integer> memoryPercent,
    @JsonPropertyDescription(
            "Requests a minute that each task is to get; only with a load balancer.")
        Optional<@Min(1) @Max(Integer.MAX_VALUE) Integer> requestsPerTarget,
    @JsonPropertyDescription("Seconds after a scaling in before the next one.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        Integer scaleInCooldownSeconds,
    @JsonPropertyDescription("Seconds after a scaling out before the next one counts.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        Integer scaleOutCooldownSeconds) {
  /** What Application Auto Scaling takes for ECS when nobody says. */
  public static final int DEFAULT_COOLDOWN_SECONDS = 300;

  public AutoscalingSpec {
    min = min == null ? Integer.valueOf(1) : min;
    cpuPercent = cpuPercent == null ? Optional.empty() : cpuPercent;
    memoryPercent = memoryPercent == null ? Optional.empty() : memoryPercent;
    requestsPerTarget = requestsPerTarget == null ? Optional.empty() : requestsPerTarget;
    scaleInCooldownSeconds =
        scaleInCooldownSeconds == null
            ? Integer.valueOf(DEFAULT_COOLDOWN_SECONDS)
            : scaleInCooldownSeconds;
    scaleOutCooldownSeconds =
        scaleOutCooldownSeconds == null
            ? Integer.valueOf(DEFAULT_COOLDOWN_SECONDS)
            : scaleOutCooldownSeconds;
  }

  /** The number within the bounds that is nearest to another. */
  public int within(int count) {
    return Math.min(Math.max(count, min), max);
  }
}
