package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * The account and region a deployment lives in.
 *
 * @param region the AWS region
 * @param accountId guard: the twelve digits of the account that the credentials must belong to
 * @param roleArn a role to assume in the target account
 * @param externalId the external id that the role's trust policy asks for
 */
public record TargetSpec(
    String region,
    Optional<String> accountId,
    Optional<String> roleArn,
    Optional<String> externalId) {
  public TargetSpec {
    accountId = accountId == null ? Optional.empty() : accountId;
    roleArn = roleArn == null ? Optional.empty() : roleArn;
    externalId = externalId == null ? Optional.empty() : externalId;
  }

  /** What two deployments share when one set of clients and one pass serve both. */
  public String key() {
    return roleArn.map(role -> region + " as " + role).orElse(region)
        + accountId.map(account -> " in " + account).orElse("");
  }
}
