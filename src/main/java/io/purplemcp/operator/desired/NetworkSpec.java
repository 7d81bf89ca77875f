package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The tasks' network.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record NetworkSpec(
    @JsonPropertyDescription("The VPC of all subnets.")
        @NotNull
        @Pattern(regexp = Patterns.VPC, message = Patterns.VPC_TEXT)
        String vpcId,
    @JsonPropertyDescription(
            "The tasks' subnets, with a way out to the console, ECR, Secrets Manager and CloudWatch"
                + " Logs.")
        @NotNull
        @Size(min = 1, max = 16)
        List<@Pattern(regexp = Patterns.SUBNET, message = Patterns.SUBNET_TEXT) String> subnets,
    @JsonPropertyDescription(
            "Whether tasks get a public address: needed in public subnets, useless in private"
                + " ones.")
        Boolean assignPublicIp,
    @JsonPropertyDescription(
            "Security groups that are managed elsewhere; without any the operator makes one.")
        @Size(max = 5)
        List<
                @Pattern(regexp = Patterns.SECURITY_GROUP, message = Patterns.SECURITY_GROUP_TEXT)
                String>
            securityGroups,
    @JsonPropertyDescription(
            "Only without a load balancer: who may reach the tasks' port directly. Nobody by"
                + " default.")
        @Size(max = 50)
        List<String> allowedCidrs,
    @JsonPropertyDescription(
            "While the network cannot work: create and roll out nothing (Enforce), or tell of it"
                + " and go on (Warn).")
        Preflight preflight) {
  /** What a bad verdict on the network holds up. */
  public enum Preflight {
    Enforce,
    Warn
  }

  public NetworkSpec {
    subnets = subnets == null ? List.of() : List.copyOf(subnets);
    assignPublicIp = assignPublicIp == null ? Boolean.TRUE : assignPublicIp;
    securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
    allowedCidrs = allowedCidrs == null ? List.of() : List.copyOf(allowedCidrs);
    preflight = preflight == null ? Preflight.Enforce : preflight;
  }
}
