package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/** A number of tasks is either declared or chosen, and who lets it be chosen says by what. */
public final class AutoscalingRule implements Rule {
  private static final String AUTOSCALING = "/spec/compute/autoscaling";
  private static final String REPLICAS = "/spec/compute/replicas";
  private static final String LOAD_BALANCER = "/spec/loadBalancer";

  @Override
  public List<String> reads() {
    return List.of(AUTOSCALING, REPLICAS, LOAD_BALANCER);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment.spec().compute().autoscaling().ifPresent(s -> check(deployment, s, verdict));
  }

  private static void check(
      PurpleMcpDeployment deployment, AutoscalingSpec scaling, Verdict verdict) {
    if (verdict.isGiven(REPLICAS)) {
      verdict.reject(
          REPLICAS,
          "give either replicas or autoscaling: within its bounds autoscaling chooses the number of"
              + " tasks");
    }
    if (scaling.min() > scaling.max()) {
      verdict.reject(AUTOSCALING + "/max", "must not be less than min, which is " + scaling.min());
    }
    if (scaling.cpuPercent().isEmpty()
        && scaling.memoryPercent().isEmpty()
        && scaling.requestsPerTarget().isEmpty()) {
      verdict.reject(
          AUTOSCALING,
          "says by nothing how to choose: give at least one of cpuPercent, memoryPercent and"
              + " requestsPerTarget");
    }
    if (scaling.requestsPerTarget().isPresent() && deployment.spec().loadBalancer().isEmpty()) {
      verdict.reject(
          AUTOSCALING + "/requestsPerTarget",
          "it is the load balancer that counts requests; give loadBalancer, or scale by cpuPercent"
              + " or memoryPercent");
    }
  }
}
