package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.dataplane.RequestHead;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.FieldToMatch;
import software.amazon.awssdk.services.wafv2.model.RateBasedStatement;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.TextTransformationType;

/**
 * Whether a request is what a statement speaks of. Statements that need more than a request's head
 * and the address it comes from (bodies, countries, managed rule groups) never match here.
 */
final class Matching {
  private final Context context;
  private final String aclArn;
  private final RequestHead head;

  Matching(Context context, String aclArn, RequestHead head) {
    this.context = context;
    this.aclArn = aclArn;
    this.head = head;
  }

  boolean matches(String rule, Statement statement) {
    if (statement.byteMatchStatement() != null) {
      return matches(statement.byteMatchStatement());
    }
    if (statement.rateBasedStatement() != null) {
      return exceeds(rule, statement.rateBasedStatement());
    }
    if (statement.notStatement() != null) {
      return !matches(rule, statement.notStatement().statement());
    }
    if (statement.andStatement() != null) {
      return statement.andStatement().statements().stream().allMatch(s -> matches(rule, s));
    }
    return statement.orStatement() != null
        && statement.orStatement().statements().stream().anyMatch(s -> matches(rule, s));
  }

  private boolean matches(ByteMatchStatement match) {
    boolean lower =
        match.textTransformations().stream()
            .anyMatch(each -> each.type() == TextTransformationType.LOWERCASE);
    String wanted = match.searchString().asUtf8String();
    return values(match.fieldToMatch()).stream()
        .map(value -> lower ? value.toLowerCase(Locale.ROOT) : value)
        .anyMatch(
            value ->
                switch (match.positionalConstraint()) {
                  case EXACTLY -> value.equals(wanted);
                  case STARTS_WITH -> value.startsWith(wanted);
                  case ENDS_WITH -> value.endsWith(wanted);
                  case CONTAINS -> value.contains(wanted);
                  default -> false;
                });
  }

  private List<String> values(FieldToMatch field) {
    if (field.singleHeader() != null) {
      return head.headers(field.singleHeader().name());
    }
    if (field.uriPath() != null) {
      return List.of(head.path());
    }
    if (field.method() != null) {
      return List.of(head.method());
    }
    return field.queryString() == null ? List.of() : List.of(head.query());
  }

  /** Whether one address has made more requests than the limit within the window. */
  private boolean exceeds(String rule, RateBasedStatement rate) {
    if (rate.scopeDownStatement() != null && !matches(rule, rate.scopeDownStatement())) {
      return false;
    }
    Table<RateCount> counts = context.table(WafTables.COUNTS);
    String key = aclArn + " " + rule + " " + head.client();
    Duration window = Duration.ofSeconds(rate.evaluationWindowSec());
    RateCount count =
        counts
            .find(key)
            .map(before -> before.next(context.now(), window))
            .orElse(new RateCount(context.now(), 1));
    counts.put(key, count);
    return count.requests() > rate.limit();
  }
}
