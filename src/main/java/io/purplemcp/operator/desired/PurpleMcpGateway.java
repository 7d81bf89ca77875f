package io.purplemcp.operator.desired;

/** A load balancer that several deployments share, each under a host name of its own. */
public record PurpleMcpGateway(Metadata metadata, GatewaySpec spec, Source source)
    implements Declaration {

  @Override
  public TargetSpec target() {
    return spec.target();
  }

  @Override
  public PolicySpec policy() {
    return spec.policy();
  }
}
