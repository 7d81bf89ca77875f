package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetGroupSpec;
import java.util.List;

/** A health check's timeout is shorter than its interval; ELB refuses anything else. */
public final class HealthCheckRule implements Rule {
  private static final String OF_LOAD_BALANCER = "/spec/loadBalancer/targetGroup";
  private static final String OF_GATEWAY = "/spec/gateway/targetGroup";

  @Override
  public List<String> reads() {
    return List.of("/spec/loadBalancer", "/spec/gateway");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    boolean shared = deployment.spec().gateway().isPresent();
    deployment
        .spec()
        .targetGroup()
        .ifPresent(group -> check(shared ? OF_GATEWAY : OF_LOAD_BALANCER, group, verdict));
  }

  private static void check(String at, TargetGroupSpec group, Verdict verdict) {
    String timeout = at + "/healthCheckTimeoutSeconds";
    String interval = at + "/healthCheckIntervalSeconds";
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      verdict.reject(
          verdict.isGiven(timeout) ? timeout : interval,
          "the health check's timeout ("
              + group.healthCheckTimeoutSeconds()
              + " s) must be less than its interval ("
              + group.healthCheckIntervalSeconds()
              + " s)");
    }
  }
}
