package io.purplemcp.operator.sandbox.core;

/**
 * Whose state: one account in one region; IAM's state is in the region {@link #GLOBAL}.
 *
 * @param account twelve digits
 */
public record Scope(String account, String region) {
  public static final String GLOBAL = "aws-global";

  public Scope global() {
    return new Scope(account, GLOBAL);
  }

  /** An ARN of a regional resource in this scope. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }
}
