package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
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
            "Guard: the twelve digits, in quotes, of the account that the credentials must belong"
                + " to. Nothing is planned in any other account.")
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
                        "an IAM role's ARN, such as"
                            + " arn:aws:iam::111122223333:role/purple-mcp-operator")
                String>
            roleArn,
    @JsonPropertyDescription(
            "The external id that the role's trust policy asks for; only with roleArn.")
        Optional<
                @Size(min = 2, max = 1224)
                @Pattern(regexp = "^[\\w+=,.@:/-]*$", message = "letters, digits and _+=,.@:/-")
                String>
            externalId,
    @JsonPropertyDescription(
            "How the operator's session of the role is called in CloudTrail; purple-mcp-operator by"
                + " default. Only with roleArn.")
        Optional<@Pattern(regexp = Patterns.SESSION, message = Patterns.SESSION_TEXT) String>
            sessionName,
    @JsonPropertyDescription(
            "Session tags: attributes that policies of the target account may ask for"
                + " (aws:PrincipalTag/KEY). Only with roleArn; the role's trust policy has to allow"
                + " sts:TagSession.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = TargetSpec.MAX_SESSION_TAGS)
        Map<String, String> sessionTags,
    @JsonPropertyDescription(
            "Who is behind the session, in every CloudTrail event of it. Only with roleArn; the"
                + " role's trust policy has to allow sts:SetSourceIdentity.")
        Optional<@Pattern(regexp = Patterns.SESSION, message = Patterns.SESSION_TEXT) String>
            sourceIdentity) {
  /** What STS takes. */
  public static final int MAX_SESSION_TAGS = 50;

  /** Where an ARN has its account. */
  private static final int ACCOUNT_PART = 4;

  public TargetSpec {
    accountId = accountId == null ? Optional.empty() : accountId;
    roleArn = roleArn == null ? Optional.empty() : roleArn;
    externalId = externalId == null ? Optional.empty() : externalId;
    sessionName = sessionName == null ? Optional.empty() : sessionName;
    sessionTags = sessionTags == null ? Map.of() : Map.copyOf(sessionTags);
    sourceIdentity = sourceIdentity == null ? Optional.empty() : sourceIdentity;
  }

  /** A target whose role, if there is one, is assumed without further ado. */
  public TargetSpec(
      String region,
      Optional<String> accountId,
      Optional<String> roleArn,
      Optional<String> externalId) {
    this(region, accountId, roleArn, externalId, null, null, null);
  }

  /**
   * What two deployments share when one set of clients and one pass serve both. The account guard
   * is no part of it: whoever names none is in the same account as its neighbours.
   */
  public TargetSpec place() {
    return new TargetSpec(
        region, Optional.empty(), roleArn, externalId, sessionName, sessionTags, sourceIdentity);
  }

  /** The account as the spec names it, or the one of the role to assume; empty where it is open. */
  public Optional<String> declaredAccount() {
    return accountId.or(() -> roleArn.map(arn -> arn.split(":")[ACCOUNT_PART]));
  }

  /** The place in words. */
  public String key() {
    return roleArn.map(role -> region + " as " + role).orElse(region);
  }
}
