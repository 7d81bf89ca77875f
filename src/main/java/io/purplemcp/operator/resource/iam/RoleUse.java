package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.IamSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a role is to its deployment, and with it what it may do. */
enum RoleUse {
  /** ECS itself: it pulls the image, reads the secret and writes logs. */
  EXECUTION(
      ExecutionRoles.NAME,
      "execution-role",
      Reference.EXECUTION_ROLE_ARN,
      "executionRole",
      ExecutionPolicy.NAME,
      "Execution role") {
    @Override
    Optional<String> arn(IamSpec iam) {
      return iam.executionRoleArn();
    }

    @Override
    Optional<String> name(PurpleMcpDeployment deployment) {
      return arn(deployment.spec().iam()).isPresent()
          ? Optional.empty()
          : Optional.of(deployment.names().executionRole());
    }

    @Override
    boolean mayAct(PurpleMcpDeployment deployment) {
      return true;
    }

    @Override
    Optional<PolicyDocument> permissions(
        PurpleMcpDeployment deployment,
        View view,
        Function<Reference, Optional<String>> references) {
      return references
          .apply(Reference.SECRET_ARN)
          .map(secret -> ExecutionPolicy.permissions(deployment, view, secret));
    }
  },
  /**
   * The server: it calls nothing in AWS, so its role may do nothing; with ECS Exec it may speak
   * with Systems Manager (IA10).
   */
  TASK(
      TaskRoles.NAME,
      "task-role",
      Reference.TASK_ROLE_ARN,
      "taskRole",
      TaskPolicy.NAME,
      "Task role") {
    @Override
    Optional<String> arn(IamSpec iam) {
      return iam.taskRoleArn();
    }

    @Override
    Optional<String> name(PurpleMcpDeployment deployment) {
      return deployment.spec().iam().taskRoleName();
    }

    @Override
    boolean mayAct(PurpleMcpDeployment deployment) {
      return deployment.spec().compute().execs();
    }

    @Override
    Optional<PolicyDocument> permissions(
        PurpleMcpDeployment deployment,
        View view,
        Function<Reference, Optional<String>> references) {
      return mayAct(deployment) ? Optional.of(TaskPolicy.exec()) : Optional.empty();
    }
  };

  private final String kind;
  private final String tag;
  private final Reference reference;
  private final String field;
  private final String policyName;
  private final String title;

  RoleUse(
      String kind, String tag, Reference reference, String field, String policyName, String title) {
    this.kind = kind;
    this.tag = tag;
    this.reference = reference;
    this.field = field;
    this.policyName = policyName;
    this.title = title;
  }

  /** A role that is managed elsewhere, where the deployment refers to one. */
  abstract Optional<String> arn(IamSpec iam);

  /** The name of the role that is made for the deployment, if one is. */
  abstract Optional<String> name(PurpleMcpDeployment deployment);

  /** Whether the role has an inline policy at all. */
  abstract boolean mayAct(PurpleMcpDeployment deployment);

  /** That policy; empty where there is to be none, or as long as it is not known. */
  abstract Optional<PolicyDocument> permissions(
      PurpleMcpDeployment deployment, View view, Function<Reference, Optional<String>> references);

  ResourceId id(String role) {
    return new ResourceId(kind, role);
  }

  Map<String, String> tags(PurpleMcpDeployment deployment) {
    return Ownership.tags(deployment, tag);
  }

  /** Whether the tags of a role of ours say that this is its use. */
  boolean of(Map<String, String> tags) {
    boolean task = TASK.tag.equals(tags.get(Ownership.ROLE));
    return this == TASK ? task : !task;
  }

  Reference reference() {
    return reference;
  }

  /** In {@code spec.iam}, without {@code Arn} or {@code Name} at its end. */
  String field() {
    return field;
  }

  /** The name of the role's only inline policy. */
  String policyName() {
    return policyName;
  }

  String title() {
    return title;
  }
}
