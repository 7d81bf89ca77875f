package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;

/**
 * The tasks' log group.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record LogsSpec(
    @JsonPropertyDescription("The log group's name; shared by all deployments that name it.")
        @Pattern(
            regexp = "^(?!aws/)[A-Za-z0-9._/#-]{1,512}$",
            message = "1 to 512 letters, digits and ._/#-, not beginning with aws/")
        String group,
    @JsonPropertyDescription("Days for which events are kept; 0 keeps them for ever.")
        @AllowedNumbers({
          0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653
        })
        Integer retentionDays,
    @JsonPropertyDescription(
            "Sets the awslogs-create-group option, as the vendor's guide does. Not needed: the operator makes the group.")
        Boolean createGroup) {
  public static final LogsSpec DEFAULT = new LogsSpec(null, null, null);

  public LogsSpec {
    group = group == null ? "/ecs/purple-mcp" : group;
    retentionDays = retentionDays == null ? Integer.valueOf(30) : retentionDays;
    createGroup = createGroup == null ? Boolean.FALSE : createGroup;
  }
}
