package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * How a deployment is reached through a gateway that others share.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record AttachmentSpec(
    @JsonPropertyDescription("The name of the PurpleMcpGateway, in the same account and region.")
        @NotNull
        @Pattern(regexp = Patterns.DEPLOYMENT_NAME, message = "the name of a PurpleMcpGateway")
        String name,
    @JsonPropertyDescription(
            "The host name by which clients call this deployment, unique on the gateway and covered"
                + " by one of its certificates. Its DNS record is yours to make.")
        @NotNull
        @Size(max = 128)
        @Pattern(
            regexp = Patterns.HOST_NAME,
            message = "a full host name in lower case, such as acme.mcp.example.com")
        String hostName,
    @JsonPropertyDescription("The target group: type ip, HTTP, stickiness off.")
        TargetGroupSpec targetGroup) {
  public AttachmentSpec {
    targetGroup = targetGroup == null ? TargetGroupSpec.DEFAULT : targetGroup;
  }
}
