package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.desired.BearerSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.DefaultAction;
import software.amazon.awssdk.services.wafv2.model.PositionalConstraint;
import software.amazon.awssdk.services.wafv2.model.RateBasedStatementAggregateKeyType;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.TextTransformationType;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;

/**
 * What the web ACL of a deployment does: an address that asks too often is refused, whatever it
 * sends, so that nobody guesses; a request with a token is let through; every other is answered
 * 401.
 *
 * <p>The load balancer's own health checks do not pass through WAF, so {@code /health} needs no
 * rule.
 */
final class GuardRules {
  static final String RATE = "rate-limit";
  static final String CURRENT = "allow-current-token";
  static final String PREVIOUS = "allow-previous-token";
  static final String HEADER = "authorization";

  /** The limit is one for five minutes. */
  static final long WINDOW_SECONDS = 300;

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  private GuardRules() {}

  static List<Rule> of(BearerSpec spec, Tokens.Usable tokens) {
    var rules = new ArrayList<Rule>();
    rules.add(rate(spec));
    rules.add(allow(CURRENT, rules.size(), tokens.current().token()));
    tokens
        .previous()
        .ifPresent(version -> rules.add(allow(PREVIOUS, rules.size(), version.token())));
    return List.copyOf(rules);
  }

  private static Rule rate(BearerSpec spec) {
    return Rule.builder()
        .name(RATE)
        .priority(0)
        .statement(
            statement ->
                statement.rateBasedStatement(
                    rate ->
                        rate.limit(spec.requestsPerFiveMinutes().longValue())
                            .evaluationWindowSec(WINDOW_SECONDS)
                            .aggregateKeyType(RateBasedStatementAggregateKeyType.IP)))
        .action(
            action ->
                action.block(
                    block ->
                        block.customResponse(answer -> answer.responseCode(TOO_MANY_REQUESTS))))
        .visibilityConfig(visibility(RATE))
        .build();
  }

  private static Rule allow(String name, int priority, Token token) {
    return Rule.builder()
        .name(name)
        .priority(priority)
        .statement(Statement.builder().byteMatchStatement(match(token)).build())
        .action(RuleAction.builder().allow(allow -> {}).build())
        .visibilityConfig(visibility(name))
        .build();
  }

  private static ByteMatchStatement match(Token token) {
    return ByteMatchStatement.builder()
        .searchString(token.header())
        .fieldToMatch(field -> field.singleHeader(header -> header.name(HEADER)))
        .textTransformations(none -> none.priority(0).type(TextTransformationType.NONE))
        .positionalConstraint(PositionalConstraint.EXACTLY)
        .build();
  }

  static DefaultAction defaultAction() {
    return DefaultAction.builder()
        .block(
            block ->
                block.customResponse(
                    answer ->
                        answer
                            .responseCode(UNAUTHORIZED)
                            .responseHeaders(
                                header -> header.name("WWW-Authenticate").value("Bearer"))))
        .build();
  }

  /** Samples of requests would show the header with the token. */
  static VisibilityConfig visibility(String metric) {
    return VisibilityConfig.builder()
        .sampledRequestsEnabled(false)
        .cloudWatchMetricsEnabled(true)
        .metricName(metric)
        .build();
  }
}
