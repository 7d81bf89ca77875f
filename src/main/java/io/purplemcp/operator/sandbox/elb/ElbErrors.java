package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.Collection;

/** The errors of Elastic Load Balancing, with the codes that go over the wire. */
final class ElbErrors {
  private ElbErrors() {}

  static AwsError validation(String message) {
    return AwsError.badRequest("ValidationError", message);
  }

  static AwsError invalidConfiguration(String message) {
    return AwsError.badRequest("InvalidConfigurationRequest", message);
  }

  static AwsError invalidAction(String message) {
    return AwsError.badRequest("InvalidLoadBalancerAction", message);
  }

  static AwsError notPermitted(String message) {
    return AwsError.badRequest("OperationNotPermitted", message);
  }

  static AwsError loadBalancerNotFound(Object which) {
    return AwsError.badRequest(
        "LoadBalancerNotFound", "Load balancers '[" + which + "]' not found");
  }

  static AwsError targetGroupNotFound(Object which) {
    return AwsError.badRequest("TargetGroupNotFound", "Target groups '[" + which + "]' not found");
  }

  static AwsError listenerNotFound(Object which) {
    return AwsError.badRequest("ListenerNotFound", "Listeners '[" + which + "]' not found");
  }

  static AwsError ruleNotFound(Object which) {
    return AwsError.badRequest("RuleNotFound", "Rules '[" + which + "]' not found");
  }

  static AwsError certificateNotFound(String arn) {
    return AwsError.badRequest("CertificateNotFound", "Certificate '" + arn + "' not found");
  }

  static <T> T required(T value, String member) {
    if (value == null || value instanceof Collection<?> many && many.isEmpty()) {
      throw validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /** Refuses a list that is longer than the operation takes. */
  static void atMost(int limit, Collection<?> values, String member) {
    if (values.size() > limit) {
      throw validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + limit);
    }
  }

  static void within(int from, int to, Integer value, String what) {
    if (value != null && (value < from || value > to)) {
      throw validation(what + " '" + value + "' must be between '" + from + "' and '" + to + "'");
    }
  }
}
