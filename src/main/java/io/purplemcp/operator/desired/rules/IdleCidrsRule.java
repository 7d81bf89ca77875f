package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;

/**
 * A list of who may come in stands where it is enforced; one that nobody reads is a false comfort.
 */
public final class IdleCidrsRule implements Rule {
  private static final String OF_TASKS = "/spec/network/allowedCidrs";
  private static final String OF_LOAD_BALANCER = "/spec/loadBalancer/allowedCidrs";
  private static final String ELSEWHERE =
      "it has no effect: the rules of the given securityGroups are managed elsewhere; remove one of"
          + " the two";

  @Override
  public List<String> reads() {
    return List.of("/spec/network", "/spec/loadBalancer");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    NetworkSpec network = deployment.spec().network();
    if (!network.allowedCidrs().isEmpty() && deployment.spec().balanced()) {
      verdict.reject(
          OF_TASKS,
          "it has no effect: the tasks are reached through the load balancer only; write it under"
              + " its own spec.loadBalancer");
    } else if (!network.allowedCidrs().isEmpty() && !network.securityGroups().isEmpty()) {
      verdict.reject(OF_TASKS, ELSEWHERE);
    }
    deployment.spec().loadBalancer().ifPresent(balancer -> check(balancer, verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.spec().loadBalancer(), verdict);
  }

  private static void check(LoadBalancerSpec balancer, Verdict verdict) {
    if (!balancer.allowedCidrs().isEmpty() && !balancer.securityGroups().isEmpty()) {
      verdict.reject(OF_LOAD_BALANCER, ELSEWHERE);
    }
  }
}
