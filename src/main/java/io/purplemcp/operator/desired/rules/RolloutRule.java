package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.DeploymentSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/**
 * The percentages leave a rollout room to start or stop at least one task. ECS rounds the minimum
 * up and the maximum down; where they meet, it waits for ever.
 */
public final class RolloutRule implements Rule {
  private static final String DEPLOYMENT = "/spec/deployment";
  private static final String MAXIMUM = DEPLOYMENT + "/maximumPercent";
  private static final String MINIMUM = DEPLOYMENT + "/minimumHealthyPercent";
  private static final String REBALANCING = DEPLOYMENT + "/availabilityZoneRebalancing";
  private static final int PERCENT = 100;

  @Override
  public List<String> reads() {
    return List.of(DEPLOYMENT, "/spec/compute/replicas", "/spec/compute/autoscaling");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    DeploymentSpec rollout = deployment.spec().deployment();
    int replicas = deployment.spec().compute().initialCount();
    int least = (replicas * rollout.minimumHealthyPercent() + PERCENT - 1) / PERCENT;
    int most = replicas * rollout.maximumPercent() / PERCENT;
    boolean rebalances =
        rollout
            .availabilityZoneRebalancing()
            .filter(each -> each == DeploymentSpec.Rebalancing.ENABLED)
            .isPresent();
    if (rebalances && rollout.maximumPercent() <= PERCENT) {
      verdict.reject(
          REBALANCING, "moving tasks between zones needs room: set maximumPercent above 100");
    }
    if (replicas > 0 && most <= least) {
      verdict.reject(
          verdict.isGiven(MAXIMUM) ? MAXIMUM : MINIMUM,
          "no rollout could ever proceed: of "
              + replicas
              + " replicas at least "
              + least
              + " must and at most "
              + most
              + " may run; raise maximumPercent or lower minimumHealthyPercent");
    }
  }
}
