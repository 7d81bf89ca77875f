package io.purplemcp.operator.desired;

import java.util.List;

/**
 * The tasks' network.
 *
 * @param vpcId the VPC of the subnets
 * @param subnets the tasks' subnets
 * @param assignPublicIp whether tasks get a public address
 * @param securityGroups security groups that are managed elsewhere; when empty the operator makes
 *     one
 * @param allowedCidrs without a load balancer: who may reach the tasks' port directly
 */
public record NetworkSpec(
    String vpcId,
    List<String> subnets,
    Boolean assignPublicIp,
    List<String> securityGroups,
    List<String> allowedCidrs) {
  public NetworkSpec {
    subnets = subnets == null ? List.of() : List.copyOf(subnets);
    assignPublicIp = assignPublicIp == null ? Boolean.TRUE : assignPublicIp;
    securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
    allowedCidrs = allowedCidrs == null ? List.of() : List.copyOf(allowedCidrs);
  }
}
