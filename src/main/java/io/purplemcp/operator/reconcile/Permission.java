package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which changes of a plan may be made now.
 *
 * @param allowed those that may
 * @param held why the others may not; empty when all may
 * @param fights the fields that are left alone because something else keeps changing them
 */
record Permission(List<PlannedChange> allowed, Optional<Reason> held, List<Fight> fights) {

  /** A field that is left alone until a moment. */
  record Fight(DriftLedger.Field field, Instant until) {}

  static Permission of(
      PolicySpec policy, DeploymentPlan plan, DeploymentMemory memory, Instant now) {
    if (policy.paused()) {
      return new Permission(List.of(), held(plan.changes(), Reason.Paused), List.of());
    }
    Optional<Reason> hold = hold(plan);
    List<PlannedChange> allowed = new ArrayList<>();
    List<Fight> fights = new ArrayList<>();
    Optional<Reason> held = Optional.empty();
    for (PlannedChange planned : plan.changes()) {
      if (hold.isPresent() && startsSomething(planned)) {
        held = hold;
        continue;
      }
      if (planned.cause() == Cause.DRIFT && policy.drift() == PolicySpec.Drift.Alert) {
        held = Optional.of(Reason.DriftNotCorrected);
        continue;
      }
      List<Fight> fought = fights(planned, memory, now);
      if (fought.isEmpty() || fought.size() < planned.drift().size()) {
        allowed.add(planned);
      } else {
        fights.addAll(fought);
        held = Optional.of(Reason.DriftFight);
      }
    }
    return new Permission(allowed, held, fights);
  }

  /** Why nothing may be created or rolled out now. */
  private static Optional<Reason> hold(DeploymentPlan plan) {
    return plan.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.HELD)
        .map(Finding::reason)
        .findFirst();
  }

  /** What went missing is put back, unless tasks would be started by it. */
  private static boolean startsSomething(PlannedChange planned) {
    boolean creates =
        planned.change().action() == Action.CREATE || planned.change().action() == Action.REPLACE;
    return planned.change().rollsOut() || creates && planned.cause() == Cause.CONFIG;
  }

  private static Optional<Reason> held(List<PlannedChange> changes, Reason reason) {
    return changes.isEmpty() ? Optional.empty() : Optional.of(reason);
  }

  private static List<Fight> fights(PlannedChange planned, DeploymentMemory memory, Instant now) {
    List<Fight> fights = new ArrayList<>();
    planned
        .drift()
        .forEach(
            difference -> {
              var field = new DriftLedger.Field(planned.change().resource(), difference.path());
              memory
                  .drift
                  .heldUntil(field, now)
                  .ifPresent(until -> fights.add(new Fight(field, until)));
            });
    return fights;
  }
}
