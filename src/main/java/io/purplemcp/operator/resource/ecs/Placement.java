package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Comparison;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * On what and in which subnets tasks run: what a rollout may change without a new revision, and
 * what goes back with it when ECS gives it up.
 */
record Placement(PurpleMcpDeployment deployment) {
  private static final String SUBNETS = "subnets";
  private static final String PUBLIC_IP = "assignPublicIp";

  /** Whether a live service's tasks are to run on or in something else. */
  boolean differs(Service live) {
    var comparison = new Comparison();
    new CapacityForm(deployment.spec().compute()).compare(comparison, true, live);
    NetworkSpec wanted = deployment.spec().network();
    Optional.ofNullable(live.networkConfiguration())
        .map(NetworkConfiguration::awsvpcConfiguration)
        .ifPresent(
            seen ->
                comparison
                    .set(SUBNETS, wanted.subnets(), seen.subnets())
                    .value(
                        PUBLIC_IP,
                        wanted.assignPublicIp(),
                        seen.assignPublicIp() == AssignPublicIp.ENABLED));
    return !comparison.same();
  }
}
