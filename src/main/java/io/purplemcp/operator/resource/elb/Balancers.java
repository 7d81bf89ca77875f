package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.resource.Look;
import java.util.List;
import java.util.stream.Stream;

/** The declared load balancers of a look: those of deployments and those of gateways. */
public final class Balancers {
  private Balancers() {}

  public static List<Balancer> of(Look look) {
    return Stream.concat(
            look.gateways().stream().map(Balancer::of),
            look.deployments().stream().flatMap(each -> Balancer.of(each).stream()))
        .toList();
  }
}
