package io.purplemcp.operator.sandbox.core;

/** Puts into an account and region what is there before anybody calls. */
public interface Seed {
  /**
   * Called once for each account and region, before the first call is served there. What belongs to
   * the account alone (IAM) is to be planted only where it is missing, for the second region asks
   * again.
   */
  void plant(Context context);
}
