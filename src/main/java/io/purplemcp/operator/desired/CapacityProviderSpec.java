package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Set;

/**
 * One capacity provider's share of the tasks.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record CapacityProviderSpec(
    @JsonPropertyDescription(
            "FARGATE, FARGATE_SPOT, or a capacity provider that is managed elsewhere: an Auto"
                + " Scaling group's or one of ECS Managed Instances.")
        @NotNull
        @Pattern(regexp = Patterns.ECS_NAME, message = Patterns.ECS_NAME_TEXT)
        String name,
    @JsonPropertyDescription(
            "How many tasks it gets before the weights count; for one provider only.")
        @Min(0)
        @Max(100000)
        Integer base,
    @JsonPropertyDescription("Its share of the tasks beyond the base, in relation to the others.")
        @Min(0)
        @Max(1000)
        Integer weight) {
  public static final String FARGATE = "FARGATE";
  public static final String FARGATE_SPOT = "FARGATE_SPOT";

  /** AWS's own, which every account has. */
  private static final Set<String> OF_FARGATE = Set.of(FARGATE, FARGATE_SPOT);

  public CapacityProviderSpec {
    base = base == null ? Integer.valueOf(0) : base;
    weight = weight == null ? Integer.valueOf(1) : weight;
  }

  public boolean ofFargate() {
    return OF_FARGATE.contains(name);
  }
}
