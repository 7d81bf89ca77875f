package io.purplemcp.operator.sandbox.core;

/**
 * Who calls.
 *
 * @param account twelve digits
 * @param arn of the user or the assumed role's session
 * @param userId as {@code GetCallerIdentity} tells it
 */
public record Identity(String account, String arn, String userId) {
  /** Of every user: the sandbox does not tell them apart by id. */
  static final String USER_ID = "AIDASANDBOXUSER000001";

  /** The user that a long-lived key belongs to; named as the key, so that callers can be told. */
  public static Identity user(String account, String accessKeyId) {
    return new Identity(account, "arn:aws:iam::" + account + ":user/" + accessKeyId, USER_ID);
  }
}
