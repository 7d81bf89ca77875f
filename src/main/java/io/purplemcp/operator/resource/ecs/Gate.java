package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.iam.ExecutionRoles;
import io.purplemcp.operator.resource.iam.Role;
import java.time.Duration;
import java.util.Optional;

/**
 * What keeps a service from being made now. It is planned nevertheless, and made in a later pass.
 *
 * @param missing what has to be there first
 */
record Gate(Reference missing, Finding finding) {
  /** IAM takes 5 to 15 seconds, as a rule, to let everybody know of a role. */
  static final Duration PROPAGATION = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  static Optional<Gate> of(PurpleMcpDeployment deployment, View view, ResourceId service) {
    return listener(deployment, view, service).or(() -> role(deployment, view, service));
  }

  private static Optional<Gate> listener(
      PurpleMcpDeployment deployment, View view, ResourceId service) {
    if (!deployment.spec().balanced() || view.reference(Reference.LISTENER_ARN).isPresent()) {
      return Optional.empty();
    }
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

  private static Optional<Gate> role(
      PurpleMcpDeployment deployment, View view, ResourceId service) {
    Optional<String> execution =
        deployment.spec().iam().executionRoleArn().isPresent()
            ? Optional.empty()
            : Optional.of(deployment.names().executionRole());
    return execution
        .flatMap(name -> young(name, Reference.EXECUTION_ROLE_ARN, view, service))
        .or(
            () ->
                deployment
                    .spec()
                    .iam()
                    .taskRoleName()
                    .flatMap(name -> young(name, Reference.TASK_ROLE_ARN, view, service)));
  }

  private static Optional<Gate> young(
      String name, Reference reference, View view, ResourceId service) {
    Reading<Role> role = view.observed(ExecutionRoles.class).named(name);
    Duration age =
        role.found()
            .map(found -> Duration.between(found.created(), view.now()))
            .orElse(role.absent() ? Duration.ZERO : PROPAGATION);
    // A birth in the future means that the clocks disagree, and then nothing is gained by waiting.
    if (age.abs().compareTo(PROPAGATION) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Gate(
            reference,
            Finding.waiting(
                Reason.WaitingForPropagation,
                service,
                "The role %s is new; the service is made when ECS can assume it".formatted(name),
                PROPAGATION.minus(age))));
  }
}
