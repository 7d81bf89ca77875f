package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * The task execution role: what ECS itself uses to pull the image, read the secret and write logs.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record IamSpec(
    @JsonPropertyDescription(
            "The name of the role that the operator makes; purple-mcp-<deployment> by default. Not together with executionRoleArn.")
        Optional<
                @Pattern(
                    regexp = "^[\\w+=,.@-]{1,64}$",
                    message = "1 to 64 letters, digits and _+=,.@-")
                String>
            executionRoleName,
    @JsonPropertyDescription("A role that is managed elsewhere, instead.")
        Optional<
                @Pattern(
                    regexp = Patterns.ROLE_ARN,
                    message =
                        "an IAM role's ARN, such as arn:aws:iam::111122223333:role/ecsTaskExecutionRole")
                String>
            executionRoleArn,
    @JsonPropertyDescription("A managed policy that bounds the role that the operator makes.")
        Optional<
                @Pattern(
                    regexp = "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[!-~]+$",
                    message =
                        "a managed policy's ARN, such as arn:aws:iam::111122223333:policy/boundary")
                String>
            permissionsBoundaryArn) {
  public static final IamSpec DEFAULT = new IamSpec(null, null, null);

  public IamSpec {
    executionRoleName = executionRoleName == null ? Optional.empty() : executionRoleName;
    executionRoleArn = executionRoleArn == null ? Optional.empty() : executionRoleArn;
    permissionsBoundaryArn =
        permissionsBoundaryArn == null ? Optional.empty() : permissionsBoundaryArn;
  }
}
