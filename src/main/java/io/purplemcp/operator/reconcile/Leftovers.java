package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a deployment that stays does not declare any more, and what is to become of it: with {@code
 * policy.deletion: Delete} it is taken down, with {@code Retain} it is told of and left alone.
 *
 * @param going what is to be taken down, in its order, each as a change without calls
 * @param owned the same, as the rooms know it
 * @param told what stays, and why
 */
record Leftovers(List<PlannedChange> going, List<Owned> owned, List<Finding> told) {
  static final Leftovers NONE = new Leftovers(List.of(), List.of(), List.of());

  /**
   * @param held why nothing may be taken down now
   * @param cause why each is not declared any more
   */
  static Leftovers of(
      Declaration deployment,
      List<Owned> left,
      Optional<String> held,
      Retirement retirement,
      Function<Owned, Cause> cause) {
    if (left.isEmpty()) {
      return NONE;
    }
    if (deployment.policy().deletion() == PolicySpec.Deletion.Retain) {
      return new Leftovers(List.of(), List.of(), left.stream().map(Leftovers::kept).toList());
    }
    if (held.isPresent()) {
      return new Leftovers(
          List.of(),
          List.of(),
          List.of(Finding.notice(Reason.DeletionHeld, left.get(0).resource(), held.get())));
    }
    var causes =
        left.stream().collect(Collectors.toMap(Owned::resource, cause, (first, second) -> first));
    List<PlannedChange> going =
        retirement.deletions(left).stream()
            .map(deletion -> because(deletion, causes.get(deletion.change().resource())))
            .toList();
    return new Leftovers(going, left, List.of());
  }

  private static PlannedChange because(PlannedChange deletion, Cause cause) {
    return new PlannedChange(
        deletion.change(), cause, cause == Cause.DRIFT ? Baseline.presence() : List.of());
  }

  private static Finding kept(Owned owned) {
    return Finding.notice(
        Reason.NoLongerDeclared,
        owned.resource(),
        "%s (%s) is not declared any more; policy.deletion is Retain, so it stays as it is and is no longer looked after. Remove it yourself, or set policy.deletion: Delete"
            .formatted(owned.resource(), owned.id()));
  }

  /** What of it is among these changes. */
  List<Owned> among(List<PlannedChange> allowed) {
    var resources =
        allowed.stream().map(planned -> planned.change().resource()).collect(Collectors.toSet());
    return owned.stream().filter(each -> resources.contains(each.resource())).toList();
  }
}
