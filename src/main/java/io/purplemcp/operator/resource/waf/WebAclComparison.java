package io.purplemcp.operator.resource.waf;

import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.wafv2.model.BlockAction;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.DefaultAction;
import software.amazon.awssdk.services.wafv2.model.FieldToMatch;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.RateBasedStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * Compares a web ACL with what it should be, rule by rule of the same name (WF03, WF04). A token is
 * never shown: a difference says which versions of the secret it is about.
 *
 * @param versions the ids of the secret's versions, by the rule that lets their token through
 * @param remembered the same ids as a tag of the live web ACL has them
 */
record WebAclComparison(
    Comparison comparison, Map<String, String> versions, Map<String, String> remembered) {
  private static final String PRESENT = "present";

  void compare(WebACL wanted, Optional<WebACL> live) {
    WebACL seen = live.orElse(WebACL.builder().build());
    comparison
        .value("Name", wanted.name(), seen.name())
        .value("Description", wanted.description(), seen.description())
        .value("DefaultAction", words(wanted.defaultAction()), words(seen.defaultAction()));
    visibility("VisibilityConfig", wanted.visibilityConfig(), seen.visibilityConfig());
    comparison
        .set("TokenDomains", List.of(), seen.tokenDomains())
        .set("CustomResponseBodies", List.of(), seen.customResponseBodies().keySet());
    rules(wanted.rules(), seen.rules());
    if (live.isPresent()) {
      comparison.exposing("DefaultAction");
    }
  }

  private void rules(List<Rule> wanted, List<Rule> live) {
    Map<String, Rule> byName =
        live.stream().collect(Collectors.toMap(Rule::name, Function.identity(), (a, b) -> a));
    for (Rule rule : wanted) {
      String path = path(rule);
      Rule seen = byName.remove(rule.name());
      comparison.value(path, PRESENT, seen == null ? null : PRESENT);
      if (seen != null) {
        rule(path, rule, seen);
      } else if (!live.isEmpty() && rule.name().equals(GuardRules.RATE)) {
        comparison.exposing(path);
      }
    }
    byName
        .values()
        .forEach(
            extra -> {
              comparison.value(path(extra), null, words(extra.action()) + " " + kind(extra));
              if (extra.action() != null && extra.action().allow() != null) {
                comparison.exposing(path(extra));
              }
            });
  }

  private static String path(Rule rule) {
    return path(rule.name());
  }

  /** The path of a rule as a whole. */
  static String path(String rule) {
    return "Rules[" + rule + "]";
  }

  /** The path of the token that a rule lets through. */
  static String token(String rule) {
    return path(rule) + ".Statement.SearchString";
  }

  private void rule(String path, Rule wanted, Rule seen) {
    comparison
        .value(path + ".Priority", wanted.priority(), seen.priority())
        .value(path + ".Action", words(wanted.action()), words(seen.action()))
        .set(path + ".RuleLabels", List.of(), seen.ruleLabels().stream().map(Label::name).toList())
        .value(path + ".Statement", kind(wanted), kind(seen))
        .exposing(path);
    visibility(path + ".VisibilityConfig", wanted.visibilityConfig(), seen.visibilityConfig());
    if (!kind(wanted).equals(kind(seen))) {
      return;
    }
    if (wanted.statement().rateBasedStatement() != null) {
      rate(
          path + ".Statement",
          wanted.statement().rateBasedStatement(),
          seen.statement().rateBasedStatement());
    } else {
      match(wanted.name(), wanted.statement(), seen.statement());
    }
  }

  private void rate(String path, RateBasedStatement wanted, RateBasedStatement seen) {
    comparison
        .value(path + ".Limit", wanted.limit(), seen.limit())
        .value(
            path + ".EvaluationWindowSec",
            wanted.evaluationWindowSec(),
            Optional.ofNullable(seen.evaluationWindowSec()).orElse(GuardRules.WINDOW_SECONDS))
        .value(
            path + ".AggregateKeyType",
            wanted.aggregateKeyTypeAsString(),
            seen.aggregateKeyTypeAsString())
        .value(
            path + ".ScopeDownStatement",
            null,
            seen.scopeDownStatement() == null ? null : kind(seen.scopeDownStatement()))
        .exposing(path);
  }

  private void match(String rule, Statement wantedStatement, Statement seenStatement) {
    String path = path(rule) + ".Statement";
    ByteMatchStatement wanted = wantedStatement.byteMatchStatement();
    ByteMatchStatement seen = seenStatement.byteMatchStatement();
    comparison
        .value(path + ".FieldToMatch", words(wanted.fieldToMatch()), words(seen.fieldToMatch()))
        .value(
            path + ".PositionalConstraint",
            wanted.positionalConstraintAsString(),
            seen.positionalConstraintAsString())
        .value(path + ".TextTransformations", transformations(wanted), transformations(seen))
        .exposing(path);
    searchString(rule, token(rule), wanted.searchString().equals(seen.searchString()));
  }

  /** Another token than that of the version that the web ACL remembers was put there by hand. */
  private void searchString(String rule, String path, boolean same) {
    Value wanted = Value.redacted("version " + versions.get(rule));
    boolean older = !versions.get(rule).equals(remembered.getOrDefault(rule, ""));
    Value other =
        older
            ? Value.redacted("version " + remembered.getOrDefault(rule, "unknown"))
            : Value.redacted("another");
    comparison.compare(path, wanted, same ? wanted : other);
    if (!older) {
      comparison.exposing(path);
    }
  }

  private void visibility(String path, VisibilityConfig wanted, VisibilityConfig seen) {
    VisibilityConfig live = seen == null ? VisibilityConfig.builder().build() : seen;
    comparison
        .value(
            path + ".SampledRequestsEnabled",
            wanted.sampledRequestsEnabled(),
            live.sampledRequestsEnabled())
        .value(
            path + ".CloudWatchMetricsEnabled",
            wanted.cloudWatchMetricsEnabled(),
            live.cloudWatchMetricsEnabled())
        .value(path + ".MetricName", wanted.metricName(), live.metricName());
    if (seen != null) {
      comparison.exposing(path + ".SampledRequestsEnabled");
    }
  }

  private static String words(DefaultAction action) {
    if (action == null) {
      return null;
    }
    return action.block() == null ? "Allow" : words(action.block());
  }

  private static String words(RuleAction action) {
    if (action == null) {
      return "override";
    }
    if (action.block() != null) {
      return words(action.block());
    }
    if (action.allow() != null) {
      return "Allow";
    }
    return action.count() == null ? "Challenge" : "Count";
  }

  private static String words(BlockAction block) {
    if (block.customResponse() == null) {
      return "Block";
    }
    String headers =
        block.customResponse().responseHeaders().stream()
            .map(header -> header.name() + ": " + header.value())
            .sorted()
            .collect(Collectors.joining(", "));
    return "Block with "
        + block.customResponse().responseCode()
        + (headers.isEmpty() ? "" : " (" + headers + ")");
  }

  private static String words(FieldToMatch field) {
    return field.singleHeader() == null
        ? "another part of the request"
        : "header " + field.singleHeader().name();
  }

  private static String transformations(ByteMatchStatement match) {
    return match.textTransformations().stream()
        .map(each -> each.typeAsString())
        .collect(Collectors.joining(", "));
  }

  private static String kind(Rule rule) {
    return rule.statement() == null ? "nothing" : kind(rule.statement());
  }

  /** Which statement it is; what is in it may be a secret. */
  private static String kind(Statement statement) {
    return new TreeSet<>(
            statement.sdkFields().stream()
                .filter(field -> field.getValueOrDefault(statement) != null)
                .map(field -> field.memberName())
                .toList())
        .stream().findFirst().orElse("nothing");
  }
}
