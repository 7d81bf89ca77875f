package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * The roles: the one that ECS itself uses to pull the image, read the secret and write logs, and
 * the server's own.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record IamSpec(
    @JsonPropertyDescription(
            "The name of the role that the operator makes; purple-mcp-<deployment> by default. Not"
                + " together with executionRoleArn.")
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
                        "an IAM role's ARN, such as"
                            + " arn:aws:iam::111122223333:role/ecsTaskExecutionRole")
                String>
            executionRoleArn,
    @JsonPropertyDescription(
            "The name of a role for the server itself, made by the operator and without any right:"
                + " Purple MCP calls nothing in AWS. With compute.enableExecuteCommand it may open"
                + " ECS Exec's channels. No role without it. Not together with taskRoleArn.")
        Optional<
                @Pattern(
                    regexp = "^[\\w+=,.@-]{1,64}$",
                    message = "1 to 64 letters, digits and _+=,.@-")
                String>
            taskRoleName,
    @JsonPropertyDescription(
            "A role for the server that is managed elsewhere, instead. It should not be able to"
                + " read secrets.")
        Optional<
                @Pattern(
                    regexp = Patterns.ROLE_ARN,
                    message = "an IAM role's ARN, such as arn:aws:iam::111122223333:role/task")
                String>
            taskRoleArn,
    @JsonPropertyDescription("A managed policy that bounds the roles that the operator makes.")
        Optional<
                @Pattern(
                    regexp = "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[!-~]+$",
                    message =
                        "a managed policy's ARN, such as arn:aws:iam::111122223333:policy/boundary")
                String>
            permissionsBoundaryArn) {
  public static final IamSpec DEFAULT = new IamSpec(null, null, null, null, null);

  public IamSpec {
    executionRoleName = executionRoleName == null ? Optional.empty() : executionRoleName;
    executionRoleArn = executionRoleArn == null ? Optional.empty() : executionRoleArn;
    taskRoleName = taskRoleName == null ? Optional.empty() : taskRoleName;
    taskRoleArn = taskRoleArn == null ? Optional.empty() : taskRoleArn;
    permissionsBoundaryArn =
        permissionsBoundaryArn == null ? Optional.empty() : permissionsBoundaryArn;
  }
}
