package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;

/** An idle timeout below the vendor's minimum cuts event streams (LB07). */
public final class IdleTimeoutRule implements Rule {
  private static final String IDLE_TIMEOUT = "/spec/loadBalancer/idleTimeoutSeconds";

  @Override
  public List<String> reads() {
    return List.of("/spec/loadBalancer");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment.spec().loadBalancer().ifPresent(balancer -> check(balancer, verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.spec().loadBalancer(), verdict);
  }

  private static void check(LoadBalancerSpec balancer, Verdict verdict) {
    if (balancer.idleTimeoutSeconds() < LoadBalancerSpec.DEFAULT_IDLE_TIMEOUT_SECONDS) {
      verdict.warn(
          IDLE_TIMEOUT,
          "below "
              + LoadBalancerSpec.DEFAULT_IDLE_TIMEOUT_SECONDS
              + " seconds the load balancer cuts event streams of the server");
    }
  }
}
