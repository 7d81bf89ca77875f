package io.purplemcp.operator.sandbox.core;

/**
 * Who calls.
 *
 * @param account twelve digits
 * @param arn of the user or the assumed role's session
 * @param userId as {@code GetCallerIdentity} tells it
 */
public record Identity(String account, String arn, String userId) {
  private static final String USER_ID = "AIDASANDBOXUSER000001";

  /** The user that every long-lived key belongs to. */
  public static Identity user(String account) {
    return new Identity(account, "arn:aws:iam::" + account + ":user/sandbox", USER_ID);
  }
}
