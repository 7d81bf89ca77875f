package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The target group of the tasks; type {@code ip}, HTTP, stickiness off.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record TargetGroupSpec(
    @JsonPropertyDescription(
            "The target group's name; by default the deployment's own with a short hash of what cannot be changed in place. A name of your own stands in the way of such changes.")
        Optional<
                @Size(max = 32)
                @Pattern(
                    regexp = "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$",
                    message =
                        "letters, digits and hyphens, neither beginning nor ending with a hyphen")
                String>
            name,
    @JsonPropertyDescription("The path that answers 200 when the server is well.")
        @Size(max = 1024)
        @Pattern(regexp = "^/[!-~]*$", message = "a path that begins with /")
        String healthCheckPath,
    @JsonPropertyDescription("Seconds between two checks of a target.") @Min(5) @Max(300)
        Integer healthCheckIntervalSeconds,
    @JsonPropertyDescription("Seconds without an answer that fail a check; less than the interval.")
        @Min(2)
        @Max(120)
        Integer healthCheckTimeoutSeconds,
    @JsonPropertyDescription("Successes in a row that make a target healthy.") @Min(2) @Max(10)
        Integer healthyThreshold,
    @JsonPropertyDescription("Failures in a row that make a target unhealthy.") @Min(2) @Max(10)
        Integer unhealthyThreshold,
    @JsonPropertyDescription("Seconds that a leaving target has to finish its requests.")
        @Min(0)
        @Max(3600)
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
