package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * A rule that was added to a listener; the default rule is part of the {@link ListenerRow}.
 *
 * @param routedSince since when its actions name each of their target groups, by ARN
 */
public record RuleRow(Rule model, String listenerArn, Map<String, Instant> routedSince) {
  public RuleRow {
    routedSince = Map.copyOf(routedSince);
  }

  static RuleRow of(Rule model, String listenerArn, Instant now) {
    return new RuleRow(model, listenerArn, Routes.since(model.actions(), Map.of(), now));
  }

  String arn() {
    return model.ruleArn();
  }

  RuleRow with(Rule other, Instant now) {
    return new RuleRow(other, listenerArn, Routes.since(other.actions(), routedSince, now));
  }
}
