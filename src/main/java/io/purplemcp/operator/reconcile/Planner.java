package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the plan of one deployment out of what its rooms ask for. Pure but for the memory. */
final class Planner {
  private Planner() {}

  /**
   * @param invisible whether a change was left out because our own last write explains it
   */
  record Drafted(DeploymentPlan plan, boolean invisible) {}

  static Drafted plan(
      Declaration deployment, Assessed assessed, DeploymentMemory memory, Instant now) {
    Baseline baseline =
        new Baseline(
            memory.baseline(),
            assessed.convergedSpec().filter(memory.specHash()::equals).isPresent());
    List<Change> visible =
        assessed.changes().stream().filter(change -> !memory.recent.explains(change, now)).toList();
    List<PlannedChange> changes =
        visible.stream()
            .map(
                change -> new PlannedChange(change, baseline.cause(change), baseline.drift(change)))
            .toList();
    return new Drafted(
        new DeploymentPlan(deployment.name(), changes, assessed.findings()),
        visible.size() < assessed.changes().size());
  }

  /** The drift of a plan by field. */
  static Map<DriftLedger.Field, Difference> drift(DeploymentPlan plan) {
    Map<DriftLedger.Field, Difference> drift = new LinkedHashMap<>();
    for (PlannedChange planned : plan.changes()) {
      ResourceId resource = planned.change().resource();
      planned
          .drift()
          .forEach(
              difference ->
                  drift.put(new DriftLedger.Field(resource, difference.path()), difference));
    }
    return drift;
  }
}
