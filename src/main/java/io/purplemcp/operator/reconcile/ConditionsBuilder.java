package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Condition.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a deployment's conditions. The only place that sets {@code lastTransitionTime}: it moves
 * when a status turns, not when a message changes.
 */
final class ConditionsBuilder {
  private final Map<String, Condition> before = new LinkedHashMap<>();
  private final Map<String, Condition> current = new LinkedHashMap<>();
  private final Instant now;

  ConditionsBuilder(List<Condition> previous, Instant now) {
    previous.forEach(condition -> before.put(condition.type(), condition));
    this.now = now;
  }

  ConditionsBuilder set(String type, Status status, String reason, String message) {
    Condition previous = before.get(type);
    Instant since =
        previous != null && previous.status() == status ? previous.lastTransitionTime() : now;
    current.put(type, new Condition(type, status, reason, message, since));
    return this;
  }

  List<Condition> build() {
    return new ArrayList<>(current.values());
  }
}
