package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Cause;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import java.util.Locale;

/** The words and signs of a plan, the same in text and in JSON. */
final class PlanWords {
  /** As wide as {@code -/+}. */
  static final int WIDEST_SYMBOL = 3;

  private PlanWords() {}

  static String symbol(Action action) {
    switch (action) {
      case CREATE:
        return "+";
      case UPDATE:
        return "~";
      case REPLACE:
        return "-/+";
      default:
        return "-";
    }
  }

  static String action(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  static String cause(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  static String severity(Finding.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
