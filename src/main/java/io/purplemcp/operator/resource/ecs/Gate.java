package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.Optional;

/**
 * What keeps a service from being made now. It is planned nevertheless, and made in a later pass.
 *
 * @param missing what has to be there first
 */
record Gate(Reference missing, Finding finding) {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  static Optional<Gate> of(PurpleMcpDeployment deployment, View view, ResourceId service) {
    boolean behindListener = deployment.spec().loadBalancer().isPresent();
    if (behindListener && view.reference(Reference.LISTENER_ARN).isEmpty()) {
      return Optional.of(
          new Gate(
              Reference.LISTENER_ARN,
              Finding.waiting(
                  Reason.WaitingForListener,
                  service,
                  "The service is made when a listener forwards to its target group %s"
                      .formatted(deployment.names().targetGroup()),
                  LOOK_AGAIN)));
    }
    return Optional.empty();
  }
}
