package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Takes down what nothing declares any more: kind by kind against the order of creation, and none
 * before what was made after it is gone. Each pass computes anew what is left, so that a crash at
 * any point is followed by the rest.
 */
final class Retirement {
  private final List<ResourceKind<?>> reversed;
  private final View view;

  /**
   * @param snapshot what this pass saw
   * @param names the names of all deployments of the desired state
   */
  Retirement(
      List<ResourceKind<?>> kinds,
      Session session,
      Snapshot snapshot,
      Set<String> names,
      Instant now) {
    reversed = new ArrayList<>(kinds);
    Collections.reverse(reversed);
    view =
        new View(
            session.accountId(),
            session.clients().region(),
            session.partition(),
            now,
            snapshot,
            new References(),
            names,
            true,
            "");
  }

  /** The next step: the changes and findings of the first kind that has not gone yet. */
  DeploymentPlan next(String name, List<Owned> owned) {
    for (ResourceKind<?> kind : reversed) {
      List<Owned> ofKind =
          owned.stream().filter(o -> o.resource().kind().equals(kind.name())).toList();
      if (ofKind.isEmpty()) {
        continue;
      }
      Assessment assessment = kind.retire(ofKind, view);
      if (!assessment.changes().isEmpty() || unfinished(assessment)) {
        return new DeploymentPlan(
            name,
            assessment.changes().stream()
                .map(change -> new PlannedChange(change, Cause.CONFIG, List.of()))
                .toList(),
            assessment.findings());
      }
    }
    return new DeploymentPlan(name, List.of(), List.of());
  }

  /** The deletions to come, in their order, without calls: those come when their turn comes. */
  List<PlannedChange> deletions(List<Owned> owned) {
    List<PlannedChange> deletions = new ArrayList<>();
    for (ResourceKind<?> kind : reversed) {
      owned.stream()
          .filter(each -> each.resource().kind().equals(kind.name()))
          .map(each -> deletion(kind, each))
          .map(change -> new PlannedChange(change, Cause.CONFIG, List.of()))
          .forEach(deletions::add);
    }
    return deletions;
  }

  private Change deletion(ResourceKind<?> kind, Owned owned) {
    Change change = Change.delete(owned.resource());
    return kind.retire(List.of(owned), view).changes().stream()
        .flatMap(first -> first.disruption().stream())
        .findFirst()
        .map(change::disrupting)
        .orElse(change);
  }

  private static boolean unfinished(Assessment assessment) {
    return assessment.findings().stream()
        .anyMatch(
            finding ->
                finding.severity() == Finding.Severity.WAITING
                    || finding.severity() == Finding.Severity.BLOCKED);
  }
}
