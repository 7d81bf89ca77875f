package io.purplemcp.operator.sandbox.elb;

import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;

/** Answers that the load balancer gives by itself. */
final class FixedResponseAction {
  private static final Set<String> CONTENT_TYPES =
      Set.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");
  private static final int LONGEST_BODY = 1024;

  private FixedResponseAction() {}

  static Action complete(Action action) {
    FixedResponseActionConfig given = action.fixedResponseConfig();
    if (given == null) {
      throw ElbErrors.invalidAction("A fixed-response action must have a configuration");
    }
    if (given.statusCode() == null || !given.statusCode().matches("[245][0-9]{2}")) {
      throw ElbErrors.validation(
          "Fixed response status code '" + given.statusCode() + "' must be 2XX, 4XX or 5XX");
    }
    if (given.messageBody() != null && given.messageBody().length() > LONGEST_BODY) {
      throw ElbErrors.validation(
          "A fixed response can have at most " + LONGEST_BODY + " characters");
    }
    String contentType = given.contentType() == null ? "text/plain" : given.contentType();
    if (!CONTENT_TYPES.contains(contentType)) {
      throw ElbErrors.validation("Content type '" + contentType + "' is not supported");
    }
    return action.toBuilder()
        .fixedResponseConfig(given.toBuilder().contentType(contentType).build())
        .build();
  }
}
