package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.Value;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The ARNs that a task definition holds, as far as they are known. What is not known is taken from
 * the revision that runs: a secret that cannot be read now is no reason to call the reference to it
 * wrong.
 */
record TaskDefinitionReferences(
    PurpleMcpDeployment deployment,
    Function<Reference, Optional<String>> known,
    Optional<Revision> running)
    implements Function<Reference, String> {
  @Override
  public String apply(Reference reference) {
    return known.apply(reference).or(() -> running(reference)).orElse(Value.PENDING.toString());
  }

  private Optional<String> running(Reference reference) {
    return switch (reference) {
      case SECRET_ARN -> runningSecret();
      case TASK_ROLE_ARN ->
          deployment
              .spec()
              .iam()
              .taskRoleName()
              .flatMap(name -> runningRole(TaskDefinition::taskRoleArn, name));
      default -> runningRole(TaskDefinition::executionRoleArn, deployment.names().executionRole());
    };
  }

  private Optional<String> runningSecret() {
    String key = DesiredTaskDefinition.SECRET_KEYS.get(0);
    String end = ":" + key + "::";
    return running.stream()
        .flatMap(revision -> revision.definition().containerDefinitions().stream())
        .flatMap(container -> container.secrets().stream())
        .filter(secret -> key.equals(secret.name()))
        .map(Secret::valueFrom)
        .filter(from -> from.endsWith(end))
        .map(from -> from.substring(0, from.length() - end.length()))
        .findFirst();
  }

  /** A role's ARN follows from its name, so a role that is made again has the same. */
  private Optional<String> runningRole(Function<TaskDefinition, String> role, String name) {
    return running
        .map(revision -> role.apply(revision.definition()))
        .filter(arn -> arn.endsWith("/" + name));
  }
}
