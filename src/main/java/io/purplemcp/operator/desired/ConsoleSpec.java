package io.purplemcp.operator.desired;

import java.util.Optional;

/**
 * The Secrets Manager secret with the two {@code PURPLEMCP_CONSOLE_*} keys; exactly one of name and
 * ARN is given.
 *
 * @param secretName the secret's name in the target's region
 * @param secretArn the secret's ARN, with or without the six random characters at its end
 * @param verifyKeys read the value once per version, check that both keys are there and well
 *     formed, and drop it
 */
public record ConsoleSpec(
    Optional<String> secretName, Optional<String> secretArn, boolean verifyKeys) {
  public ConsoleSpec {
    secretName = secretName == null ? Optional.empty() : secretName;
    secretArn = secretArn == null ? Optional.empty() : secretArn;
  }

  /**
   * The name or ARN, whichever was given: what {@code DescribeSecret} takes as {@code SecretId}.
   */
  public String secretId() {
    return secretArn.or(() -> secretName).orElseThrow();
  }
}
