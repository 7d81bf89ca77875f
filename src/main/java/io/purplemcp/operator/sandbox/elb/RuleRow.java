package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * A rule that was added to a listener; the default rule is part of the {@link ListenerRow}.
 *
 * @param routesSince since when its actions are as they are
 */
public record RuleRow(Rule model, String listenerArn, Instant routesSince) {

  String arn() {
    return model.ruleArn();
  }

  RuleRow with(Rule other, Instant now) {
    Instant since = other.actions().equals(model.actions()) ? routesSince : now;
    return new RuleRow(other, listenerArn, since);
  }
}
