package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.ec2.Firewall;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Whether a request meets the conditions of a listener's rule: all of them, each by any value. */
final class Conditions {
  private final RequestHead head;

  Conditions(RequestHead head) {
    this.head = head;
  }

  boolean meets(List<RuleCondition> conditions) {
    return conditions.stream().allMatch(this::meets);
  }

  private boolean meets(RuleCondition condition) {
    return switch (condition.field()) {
      case "host-header" ->
          any(
              condition.hostHeaderConfig().values(),
              condition.hostHeaderConfig().regexValues(),
              Wildcard::host,
              head.host());
      case "path-pattern" ->
          any(
              condition.pathPatternConfig().values(),
              condition.pathPatternConfig().regexValues(),
              Wildcard::path,
              head.path());
      case "http-header" ->
          head.headers(condition.httpHeaderConfig().httpHeaderName()).stream()
              .anyMatch(
                  value ->
                      any(
                          condition.httpHeaderConfig().values(),
                          condition.httpHeaderConfig().regexValues(),
                          Wildcard::host,
                          value));
      case "http-request-method" ->
          condition.httpRequestMethodConfig().values().contains(head.method());
      case "query-string" ->
          condition.queryStringConfig().values().stream().anyMatch(this::meetsQuery);
      case "source-ip" ->
          condition.sourceIpConfig().values().stream()
              .anyMatch(block -> Firewall.within(block, head.client()));
      default -> false;
    };
  }

  private static boolean any(
      List<String> values, List<String> regexes, Function<String, Wildcard> form, String text) {
    return Stream.concat(values.stream().map(form), regexes.stream().map(Wildcard::regex))
        .anyMatch(pattern -> pattern.matches(text));
  }

  private boolean meetsQuery(QueryStringKeyValuePair wanted) {
    return Stream.of(head.query().split("&"))
        .map(pair -> pair.split("=", 2))
        .anyMatch(
            pair ->
                (wanted.key() == null || Wildcard.host(wanted.key()).matches(pair[0]))
                    && Wildcard.host(wanted.value()).matches(pair.length > 1 ? pair[1] : ""));
  }
}
