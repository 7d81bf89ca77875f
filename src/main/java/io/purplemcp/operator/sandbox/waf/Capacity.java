package io.purplemcp.operator.sandbox.waf;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.PositionalConstraint;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.TextTransformationType;

/** What rules cost in capacity units: the developer guide's table of rule statements. */
final class Capacity {
  /** A web ACL may have no more. */
  static final long MOST = 5000;

  private static final int CHEAP_MATCH = 2;
  private static final int DEAR_MATCH = 10;
  private static final int TRANSFORMATION = 10;
  private static final int RATE = 2;
  private static final int REGEX = 3;
  private static final int REGEX_SET = 25;
  private static final int SQL = 20;
  private static final int SCRIPT = 40;

  /** The core rule set's; the sandbox knows no other group's. */
  private static final int MANAGED_GROUP = 700;

  private static final Set<PositionalConstraint> CHEAP =
      Set.of(PositionalConstraint.EXACTLY, PositionalConstraint.STARTS_WITH);

  private Capacity() {}

  static long of(List<Rule> rules) {
    return rules.stream().mapToLong(rule -> of(rule.statement())).sum();
  }

  private static long of(Statement statement) {
    if (statement.byteMatchStatement() != null) {
      return of(statement.byteMatchStatement());
    } else if (statement.rateBasedStatement() != null) {
      Statement scope = statement.rateBasedStatement().scopeDownStatement();
      return RATE + (scope == null ? 0 : of(scope));
    } else if (statement.andStatement() != null) {
      return sum(statement.andStatement().statements());
    } else if (statement.orStatement() != null) {
      return sum(statement.orStatement().statements());
    } else if (statement.notStatement() != null) {
      return of(statement.notStatement().statement());
    } else if (statement.regexMatchStatement() != null) {
      return REGEX;
    } else if (statement.regexPatternSetReferenceStatement() != null) {
      return REGEX_SET;
    } else if (statement.sqliMatchStatement() != null) {
      return SQL;
    } else if (statement.xssMatchStatement() != null) {
      return SCRIPT;
    }
    return statement.managedRuleGroupStatement() == null ? 1 : MANAGED_GROUP;
  }

  private static long sum(List<Statement> statements) {
    return statements.stream().mapToLong(Capacity::of).sum();
  }

  private static long of(ByteMatchStatement match) {
    long transformations =
        match.textTransformations().stream()
            .filter(each -> each.type() != TextTransformationType.NONE)
            .count();
    int search = CHEAP.contains(match.positionalConstraint()) ? CHEAP_MATCH : DEAR_MATCH;
    return search + TRANSFORMATION * transformations;
  }
}
