package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the process remembers of one deployment between passes. Nothing of it is needed to converge;
 * it makes the words better and the calls fewer. One pass uses it at a time.
 */
final class DeploymentMemory {
  final RecentWrites recent = new RecentWrites();
  final DriftLedger drift = new DriftLedger();
  private final Set<String> notices = new HashSet<>();
  private List<Finding> up = List.of();
  private Optional<Map<ResourceId, Map<String, String>>> baseline = Optional.empty();
  private String specHash = "";
  private long generation;
  private int failures;
  private Instant nextLook = Instant.MIN;
  private List<Condition> conditions = List.of();

  /** Takes note of the spec that is in force; a new one ends what was held against the old one. */
  void spec(String hash) {
    if (!hash.equals(specHash)) {
      specHash = hash;
      generation++;
      drift.forget();
      failures = 0;
      nextLook = Instant.MIN;
    }
  }

  String specHash() {
    return specHash;
  }

  long generation() {
    return generation;
  }

  Optional<Map<ResourceId, Map<String, String>>> baseline() {
    return baseline;
  }

  void converged(Map<ResourceId, Map<String, String>> desired) {
    baseline = Optional.of(desired);
  }

  /** Whether something is said for the first time. */
  boolean firstTime(String notice) {
    return notices.add(notice);
  }

  /** The alerts that were not up in the last pass; one that comes up again is told again. */
  List<Finding> fresh(List<Finding> alerts) {
    List<Finding> fresh = alerts.stream().filter(alert -> !up.contains(alert)).toList();
    up = List.copyOf(alerts);
    return fresh;
  }

  int failures() {
    return failures;
  }

  void failed() {
    failures++;
  }

  void succeeded() {
    failures = 0;
  }

  Instant nextLook() {
    return nextLook;
  }

  void lookAgainAt(Instant when) {
    nextLook = when;
  }

  List<Condition> conditions() {
    return conditions;
  }

  void conditions(List<Condition> current) {
    conditions = current;
  }
}
