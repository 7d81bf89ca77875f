package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.AwsError;

/** WAF's answers to what it does not take, in its own words. */
final class WafErrors {
  private WafErrors() {}

  static AwsError nonexistent() {
    return AwsError.badRequest(
        "WAFNonexistentItemException",
        "AWS WAF couldn’t perform the operation because your resource doesn’t exist.");
  }

  static AwsError duplicate() {
    return AwsError.badRequest(
        "WAFDuplicateItemException",
        "AWS WAF couldn’t perform the operation because some resource in your request is a"
            + " duplicate of an existing one.");
  }

  static AwsError outdatedLock() {
    return AwsError.badRequest(
        "WAFOptimisticLockException",
        "AWS WAF couldn’t save your changes because someone changed the resource after you started"
            + " to edit it. Reapply your changes.");
  }

  static AwsError associated() {
    return AwsError.badRequest(
        "WAFAssociatedItemException",
        "AWS WAF couldn’t perform the operation because your resource is being used by another"
            + " resource or it’s associated with another resource.");
  }

  static AwsError unavailable() {
    return AwsError.badRequest(
        "WAFUnavailableEntityException",
        "AWS WAF couldn’t retrieve the resource that you requested. Retry your request.");
  }

  static AwsError tooLarge(long capacity) {
    return AwsError.badRequest(
        "WAFLimitsExceededException",
        "AWS WAF couldn’t perform the operation because you exceeded your resource limit: a web ACL"
            + " of "
            + capacity
            + " capacity units.");
  }

  /**
   * @param parameter what was wrong; WAF quotes it
   */
  static AwsError invalid(String reason, String field, Object parameter) {
    return AwsError.badRequest(
        "WAFInvalidParameterException",
        "Error reason: " + reason + ", field: " + field + ", parameter: " + parameter);
  }
}
