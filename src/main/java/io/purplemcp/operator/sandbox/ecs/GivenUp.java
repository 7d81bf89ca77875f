package io.purplemcp.operator.sandbox.ecs;

import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * The end of a deployment that ECS does not believe in any more.
 *
 * @param cause why, as the service event says it
 * @param reason the same, as the deployment shows it
 * @param rollsBack whether the service goes back to what last completed, if anything has
 * @param shown what the service deployment shows of it
 */
record GivenUp(
    String cause, String reason, boolean rollsBack, Consumer<ServiceDeployment.Builder> shown) {
  void end(ServiceTurn turn) {
    Deployments deployments = new Deployments(turn.context());
    Rollout failed = turn.primary().become(DeploymentRolloutState.FAILED, reason, turn.now());
    turn.change(failed);
    turn.say(EventText.deploymentFailed(failed.id(), cause));
    deployments.change(failed, shown);
    if (rollsBack && !failed.rollback() && turn.row().good().isPresent()) {
      Rollbacks.begin(turn, turn.row().good().get(), reason);
      return;
    }
    deployments.finish(
        failed,
        failed.rollback()
            ? ServiceDeploymentStatus.ROLLBACK_FAILED
            : ServiceDeploymentStatus.STOPPED,
        reason);
  }
}
