package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * CloudWatch alarms that fail a rollout when they go off while it is under way.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record AlarmsSpec(
    @JsonPropertyDescription("The alarms' names, in the target's account and region.")
        @NotNull
        @Size(min = 1, max = 100)
        List<@Size(min = 1, max = 255) String> names,
    @JsonPropertyDescription("Whether ECS then goes back to the last good deployment.")
        Boolean rollback) {
  public AlarmsSpec {
    names = names == null ? List.of() : List.copyOf(names);
    rollback = rollback == null ? Boolean.TRUE : rollback;
  }
}
