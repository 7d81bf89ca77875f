package io.purplemcp.operator.sandbox.waf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.model.BlockAction;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.DefaultAction;
import software.amazon.awssdk.services.wafv2.model.FieldToMatch;
import software.amazon.awssdk.services.wafv2.model.RateBasedStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;

/** What WAF wants of a web ACL's rules, and the form in which it gives them back. */
final class RuleChecks {
  private static final int LONGEST_SEARCH = 200;
  private static final long LOWEST_RATE = 10;
  private static final long DEFAULT_WINDOW = 300;
  private static final Set<Long> WINDOWS = Set.of(60L, 120L, DEFAULT_WINDOW, 600L);
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private RuleChecks() {}

  static List<Rule> checked(List<Rule> rules) {
    Set<String> names = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    for (Rule rule : rules) {
      require(rule.name() != null, "A required field is missing", "RULE", "Name");
      require(rule.priority() != null, "A required field is missing", "RULE", "Priority");
      require(
          names.add(rule.name()), "You have used a rule name more than once", "RULE", rule.name());
      require(
          priorities.add(rule.priority()),
          "You have used a rule priority more than once",
          "RULE",
          rule.priority());
      check(rule.visibilityConfig());
      checkAction(rule);
    }
    return rules.stream()
        .map(rule -> rule.toBuilder().statement(checked(rule.statement())).build())
        .toList();
  }

  static void check(VisibilityConfig config) {
    require(
        config != null
            && config.metricName() != null
            && config.sampledRequestsEnabled() != null
            && config.cloudWatchMetricsEnabled() != null,
        "A required field is missing",
        "VISIBILITY_CONFIG",
        "VisibilityConfig");
  }

  static void check(DefaultAction action) {
    require(
        action != null && (action.allow() == null) != (action.block() == null),
        "Your request has to have exactly one default action",
        "DEFAULT_ACTION",
        "DefaultAction");
    check(action.block());
  }

  private static void checkAction(Rule rule) {
    require(
        (rule.action() == null) != (rule.overrideAction() == null),
        "Your rule has to have exactly one of an action and an override action",
        "RULE",
        rule.name());
    RuleAction action = rule.action();
    if (action != null) {
      long actions =
          Stream.of(
                  action.allow(),
                  action.block(),
                  action.count(),
                  action.captcha(),
                  action.challenge())
              .filter(Objects::nonNull)
              .count();
      require(actions == 1, "Your rule has to have exactly one action", "RULE", rule.name());
      check(action.block());
    }
  }

  private static void check(BlockAction block) {
    if (block != null && block.customResponse() != null) {
      Integer code = block.customResponse().responseCode();
      require(
          code != null && code >= LOWEST_STATUS && code <= HIGHEST_STATUS,
          "The response code is not valid",
          "CUSTOM_RESPONSE",
          code);
    }
  }

  private static Statement checked(Statement statement) {
    require(statement != null, "A required field is missing", "STATEMENT", "Statement");
    long kinds =
        statement.sdkFields().stream()
            .filter(field -> field.getValueOrDefault(statement) != null)
            .count();
    require(kinds == 1, "You have to have exactly one statement in it", "STATEMENT", "Statement");
    if (statement.byteMatchStatement() != null) {
      return statement.toBuilder()
          .byteMatchStatement(checked(statement.byteMatchStatement()))
          .build();
    }
    return statement.rateBasedStatement() == null
        ? statement
        : statement.toBuilder().rateBasedStatement(checked(statement.rateBasedStatement())).build();
  }

  /** Names of headers are kept in lower case. */
  private static ByteMatchStatement checked(ByteMatchStatement match) {
    require(
        match.searchString() != null
            && match.fieldToMatch() != null
            && match.hasTextTransformations()
            && match.positionalConstraint() != null,
        "A required field is missing",
        "BYTE_MATCH_STATEMENT",
        "ByteMatchStatement");
    require(
        match.searchString().asByteArray().length <= LONGEST_SEARCH,
        "The search string is longer than 200 bytes",
        "BYTE_MATCH_STATEMENT",
        match.searchString().asUtf8String());
    FieldToMatch field = match.fieldToMatch();
    return field.singleHeader() == null
        ? match
        : match.toBuilder()
            .fieldToMatch(
                to ->
                    to.singleHeader(
                        header ->
                            header.name(field.singleHeader().name().toLowerCase(Locale.ROOT))))
            .build();
  }

  private static RateBasedStatement checked(RateBasedStatement rate) {
    require(
        rate.limit() != null && rate.limit() >= LOWEST_RATE && rate.aggregateKeyType() != null,
        "The rate limit is not valid",
        "RATE_BASED_STATEMENT",
        rate.limit());
    long window = rate.evaluationWindowSec() == null ? DEFAULT_WINDOW : rate.evaluationWindowSec();
    require(
        WINDOWS.contains(window),
        "The evaluation window is not valid",
        "RATE_BASED_STATEMENT",
        window);
    var complete = rate.toBuilder().evaluationWindowSec(window);
    if (rate.scopeDownStatement() != null) {
      complete.scopeDownStatement(checked(rate.scopeDownStatement()));
    }
    return complete.build();
  }

  private static void require(boolean holds, String reason, String field, Object parameter) {
    if (!holds) {
      throw WafErrors.invalid(reason, field, parameter);
    }
  }
}
