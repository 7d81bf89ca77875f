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
 * @param routesSince since when its default actions are as they are
 */
public record ListenerRow(
    Listener model,
    List<String> furtherCertificates,
    Map<String, String> attributes,
    String defaultRuleArn,
    Instant routesSince) {

  public ListenerRow {
    furtherCertificates = List.copyOf(furtherCertificates);
    attributes = Map.copyOf(attributes);
  }

  String arn() {
    return model.listenerArn();
  }

  ListenerRow with(Listener other, Instant now) {
    Instant since = other.defaultActions().equals(model.defaultActions()) ? routesSince : now;
    return new ListenerRow(other, furtherCertificates, attributes, defaultRuleArn, since);
  }

  ListenerRow withFurtherCertificates(List<String> arns) {
    return new ListenerRow(model, arns, attributes, defaultRuleArn, routesSince);
  }

  ListenerRow withAttributes(Map<String, String> other) {
    return new ListenerRow(model, furtherCertificates, other, defaultRuleArn, routesSince);
  }
}
