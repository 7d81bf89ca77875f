package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The desired state of a gateway.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record GatewaySpec(
    @JsonPropertyDescription("The account and region the gateway and its deployments live in.")
        @NotNull
        TargetSpec target,
    @JsonPropertyDescription("The VPC of the gateway and of its deployments.")
        @NotNull
        @Pattern(regexp = Patterns.VPC, message = Patterns.VPC_TEXT)
        String vpcId,
    @JsonPropertyDescription(
            "The Application Load Balancer. Its listener answers 404 to every host name that no"
                + " deployment has attached.")
        @NotNull
        LoadBalancerSpec loadBalancer,
    @JsonPropertyDescription(
            "While the load balancer could not be reached in its subnets: create nothing (Enforce),"
                + " or tell of it and go on (Warn).")
        NetworkSpec.Preflight preflight,
    @JsonPropertyDescription("What the operator may do.") PolicySpec policy) {
  /** ELB's quota of rules for one load balancer, the default ones not counted. */
  public static final int MAX_ATTACHED = 100;

  public GatewaySpec {
    preflight = preflight == null ? NetworkSpec.Preflight.Enforce : preflight;
    policy = policy == null ? PolicySpec.DEFAULT : policy;
  }
}
