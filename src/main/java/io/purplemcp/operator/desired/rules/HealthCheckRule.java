package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetGroupSpec;
import java.util.List;

/** A health check's timeout is shorter than its interval; ELB refuses anything else. */
public final class HealthCheckRule implements Rule {
  private static final String TARGET_GROUP = "/spec/loadBalancer/targetGroup";
  private static final String TIMEOUT = TARGET_GROUP + "/healthCheckTimeoutSeconds";
  private static final String INTERVAL = TARGET_GROUP + "/healthCheckIntervalSeconds";

  @Override
  public List<String> reads() {
    return List.of("/spec/loadBalancer");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment
        .spec()
        .loadBalancer()
        .map(LoadBalancerSpec::targetGroup)
        .ifPresent(group -> check(group, verdict));
  }

  private static void check(TargetGroupSpec group, Verdict verdict) {
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      verdict.reject(
          verdict.isGiven(TIMEOUT) ? TIMEOUT : INTERVAL,
          "the health check's timeout ("
              + group.healthCheckTimeoutSeconds()
              + " s) must be less than its interval ("
              + group.healthCheckIntervalSeconds()
              + " s)");
    }
  }
}
