package io.purplemcp.operator.sandbox.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/**
 * One deployment of a service; the first in the service's list is the primary one.
 *
 * @param id {@code ecs-svc/} and digits
 * @param revisionArn the service revision that it brings
 * @param deploymentArn the service deployment that it belongs to; a rollback belongs to the one
 *     that failed
 * @param failedTasks failures in a row
 * @param rollback whether it restores an earlier revision
 */
public record Rollout(
    String id,
    String revisionArn,
    String deploymentArn,
    int failedTasks,
    DeploymentRolloutState state,
    String reason,
    boolean rollback,
    Instant createdAt,
    Instant updatedAt) {

  boolean inProgress() {
    return state == DeploymentRolloutState.IN_PROGRESS;
  }

  boolean failed() {
    return state == DeploymentRolloutState.FAILED;
  }

  Rollout withFailures(int failures, Instant now) {
    return new Rollout(
        id, revisionArn, deploymentArn, failures, state, reason, rollback, createdAt, now);
  }

  Rollout become(DeploymentRolloutState next, String why, Instant now) {
    return new Rollout(
        id, revisionArn, deploymentArn, failedTasks, next, why, rollback, createdAt, now);
  }
}
