package io.purplemcp.operator.resource.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * One rollout of a service in its history.
 *
 * @param taskDefinition the revision that was to be rolled out
 * @param status how it went
 * @param reason ECS's words
 */
record Rollout(
    String taskDefinition, ServiceDeploymentStatus status, String reason, Instant createdAt) {
  /** Whether ECS, or a person, gave it up. */
  boolean givenUp() {
    return switch (status) {
      case ROLLBACK_REQUESTED,
          ROLLBACK_IN_PROGRESS,
          ROLLBACK_SUCCESSFUL,
          ROLLBACK_FAILED,
          STOP_REQUESTED,
          STOPPED ->
          true;
      default -> false;
    };
  }

  boolean successful() {
    return status == ServiceDeploymentStatus.SUCCESSFUL;
  }
}
