package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * The task execution role: what ECS itself uses to pull the image, read the secret and write logs.
 *
 * @param executionRoleName the name of the role that the operator makes
 * @param executionRoleArn a role that is managed elsewhere, instead
 * @param permissionsBoundaryArn a managed policy that bounds the role that the operator makes
 */
public record IamSpec(
    Optional<String> executionRoleName,
    Optional<String> executionRoleArn,
    Optional<String> permissionsBoundaryArn) {
  public static final IamSpec DEFAULT = new IamSpec(null, null, null);

  public IamSpec {
    executionRoleName = executionRoleName == null ? Optional.empty() : executionRoleName;
    executionRoleArn = executionRoleArn == null ? Optional.empty() : executionRoleArn;
    permissionsBoundaryArn =
        permissionsBoundaryArn == null ? Optional.empty() : permissionsBoundaryArn;
  }
}
