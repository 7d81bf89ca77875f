package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * A load balancer and whose it is: one deployment's alone, or a gateway's.
 *
 * @param owner by whose name and labels it is tagged
 * @param spec how it should be
 * @param name the load balancer's name
 * @param securityGroup the name of its security group
 * @param vpcId the VPC it lives in
 */
public record Balancer(
    Declaration owner, LoadBalancerSpec spec, String name, String securityGroup, String vpcId) {
  private static final String SECURITY_GROUP_SUFFIX = "-alb";

  /** The load balancer that a deployment has for itself. */
  public static Optional<Balancer> of(PurpleMcpDeployment deployment) {
    return deployment
        .spec()
        .loadBalancer()
        .map(spec -> of(deployment, spec, deployment.spec().network().vpcId()));
  }

  public static Balancer of(PurpleMcpGateway gateway) {
    return of(gateway, gateway.spec().loadBalancer(), gateway.spec().vpcId());
  }

  private static Balancer of(Declaration owner, LoadBalancerSpec spec, String vpcId) {
    return new Balancer(
        owner, spec, spec.name().orElse(owner.name()), owner.name() + SECURITY_GROUP_SUFFIX, vpcId);
  }

  /** The name of the web ACL that is made for it, where one is. */
  public String webAcl() {
    return "purple-mcp-" + owner.name();
  }

  /** Whether deployments share it, so that what is served is a matter of rules. */
  public boolean shared() {
    return owner instanceof PurpleMcpGateway;
  }
}
