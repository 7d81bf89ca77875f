package io.purplemcp.operator.sandbox.elb;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;

/** The default quotas of an account. Source: AWS's page of quotas. */
final class AccountLimits {
  static final List<Limit> ALL =
      List.of(
          limit("target-groups", 3000),
          limit("targets-per-application-load-balancer", 1000),
          limit("listeners-per-application-load-balancer", 50),
          limit("rules-per-application-load-balancer", 100),
          limit("network-load-balancers", 50),
          limit("targets-per-network-load-balancer", 3000),
          limit("targets-per-availability-zone-per-network-load-balancer", 500),
          limit("listeners-per-network-load-balancer", 50),
          limit("condition-values-per-alb-rule", 5),
          limit("condition-wildcards-per-alb-rule", 6),
          limit("target-groups-per-action-on-application-load-balancer", 5),
          limit("target-groups-per-action-on-network-load-balancer", 1),
          limit("certificates-per-application-load-balancer", 25),
          limit("certificates-per-network-load-balancer", 25),
          limit("targets-per-target-group", 1000),
          limit("target-id-registrations-per-application-load-balancer", 1000),
          limit("application-load-balancers", 50));

  private AccountLimits() {}

  private static Limit limit(String name, int most) {
    return Limit.builder().name(name).max(Integer.toString(most)).build();
  }
}
