package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Elastic Load Balancing for application load balancers. */
public final class Elb {
  private static final Ticker TICKER =
      (context, now) -> {
        Targets.forgetDrained(context);
        Interfaces.forgetGone(context);
      };

  private Elb() {}

  /** One service to its callers and three classes here. */
  public static List<ServiceDefinition> definitions() {
    return List.of(
        definition(LoadBalancerService.class, LoadBalancerService::new, TICKER),
        definition(TargetGroupService.class, TargetGroupService::new, Ticker.NONE),
        definition(ListenerService.class, ListenerService::new, Ticker.NONE));
  }

  private static ServiceDefinition definition(
      Class<? extends SandboxService> type,
      Function<Context, SandboxService> create,
      Ticker ticker) {
    return new ServiceDefinition(
        "elasticloadbalancing",
        Protocol.AWS_QUERY,
        ElasticLoadBalancingV2Client.class,
        false,
        type,
        create,
        Set.of(),
        ticker);
  }
}
