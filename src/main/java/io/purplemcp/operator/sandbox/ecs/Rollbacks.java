package io.purplemcp.operator.sandbox.ecs;

import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Takes a service back to what last completed. */
final class Rollbacks {
  private Rollbacks() {}

  /**
   * @param reason why, as the service deployment shows it
   */
  static void begin(ServiceTurn turn, Rollout good, String reason) {
    Deployments deployments = new Deployments(turn.context());
    deployments.change(
        turn.primary(),
        deployment ->
            deployment
                .status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
                .statusReason(reason)
                .rollback(
                    rollback ->
                        rollback
                            .reason(reason)
                            .startedAt(turn.now())
                            .serviceRevisionArn(good.revisionArn())));
    turn.say(EventText.rollingBackEvent(good.id()));
    turn.become(deployments.rollBack(turn.row(), good, EventText.rollingBack(good.id())));
  }
}
