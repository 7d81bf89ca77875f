package io.purplemcp.operator.sandbox.elb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * A listener.
 *
 * @param model as it is described: its certificates hold the default one alone
 * @param furtherCertificates ARNs of the certificates for SNI
 * @param attributes the full set, as strings
 * @param defaultRuleArn the rule that every listener has and whose actions are the listener's
 * @param routedSince since when its default actions name each of their target groups, by ARN
 */
public record ListenerRow(
    Listener model,
    List<String> furtherCertificates,
    Map<String, String> attributes,
    String defaultRuleArn,
    Map<String, Instant> routedSince) {

  public ListenerRow {
    furtherCertificates = List.copyOf(furtherCertificates);
    attributes = Map.copyOf(attributes);
    routedSince = Map.copyOf(routedSince);
  }

  public String arn() {
    return model.listenerArn();
  }

  ListenerRow with(Listener other, Instant now) {
    return new ListenerRow(
        other,
        furtherCertificates,
        attributes,
        defaultRuleArn,
        Routes.since(other.defaultActions(), routedSince, now));
  }

  ListenerRow withFurtherCertificates(List<String> arns) {
    return new ListenerRow(model, arns, attributes, defaultRuleArn, routedSince);
  }

  ListenerRow withAttributes(Map<String, String> other) {
    return new ListenerRow(model, furtherCertificates, other, defaultRuleArn, routedSince);
  }
}
