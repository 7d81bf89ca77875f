package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The account and region a deployment lives in.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record TargetSpec(
    @JsonPropertyDescription("The AWS region, such as us-east-1.")
        @NotNull
        @Pattern(regexp = Patterns.REGION, message = "an AWS region's code, such as us-east-1")
        String region,
    @JsonPropertyDescription(
            "Guard: the twelve digits, in quotes, of the account that the credentials must belong to. Nothing is planned in any other account.")
        Optional<
                @Pattern(
                    regexp = Patterns.ACCOUNT,
                    message = "the account's twelve digits in quotes, such as \"111122223333\"")
                String>
            accountId,
    @JsonPropertyDescription("A role to assume in the target account.")
        Optional<
                @Pattern(
                    regexp = Patterns.ROLE_ARN,
                    message =
                        "an IAM role's ARN, such as arn:aws:iam::111122223333:role/purple-mcp-operator")
                String>
            roleArn,
    @JsonPropertyDescription(
            "The external id that the role's trust policy asks for; only with roleArn.")
        Optional<
                @Size(min = 2, max = 1224)
                @Pattern(regexp = "^[\\w+=,.@:/-]*$", message = "letters, digits and _+=,.@:/-")
                String>
            externalId) {
  public TargetSpec {
    accountId = accountId == null ? Optional.empty() : accountId;
    roleArn = roleArn == null ? Optional.empty() : roleArn;
    externalId = externalId == null ? Optional.empty() : externalId;
  }

  /**
   * What two deployments share when one set of clients and one pass serve both. The account guard
   * is no part of it: whoever names none is in the same account as its neighbours.
   */
  public TargetSpec place() {
    return new TargetSpec(region, Optional.empty(), roleArn, externalId);
  }

  /** The place in words. */
  public String key() {
    return roleArn.map(role -> region + " as " + role).orElse(region);
  }
}
