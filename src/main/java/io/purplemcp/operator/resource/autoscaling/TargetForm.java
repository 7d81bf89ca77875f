package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * A scalable target as it should be, compared with what is there. The role that AWS shows is its
 * own service-linked one and never compared (SV17).
 */
record TargetForm(PurpleMcpDeployment deployment, AutoscalingSpec scaling) {
  static final String SUSPENDED = "suspendedState";
  private static final String ROLE = "scalable-target";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ScaledService service() {
    return ScaledService.of(deployment);
  }

  ResourceId id() {
    return ScalableTargets.id(service());
  }

  private Map<String, String> tags() {
    return Ownership.tags(deployment, ROLE);
  }

  Compared compare(Optional<ScalableTargets.Live> live) {
    ScalableTarget seen =
        live.map(ScalableTargets.Live::target).orElse(ScalableTarget.builder().build());
    var comparison =
        new Comparison()
            .value("minCapacity", scaling.min(), seen.minCapacity())
            .value("maxCapacity", scaling.max(), seen.maxCapacity());
    if (live.isPresent()) {
      suspended(comparison, seen.suspendedState());
    }
    // Tags that were not read in this pass are as they should be, for all that is known.
    Map<String, String> liveTags =
        live.map(each -> each.tags().found().orElseGet(this::tags)).orElse(Map.of());
    return new Compared(comparison, TagComparison.of(comparison, tags(), liveTags));
  }

  private static void suspended(Comparison comparison, SuspendedState observed) {
    SuspendedState seen = observed == null ? SuspendedState.builder().build() : observed;
    comparison
        .value(
            SUSPENDED + ".dynamicScalingInSuspended", false, on(seen.dynamicScalingInSuspended()))
        .value(
            SUSPENDED + ".dynamicScalingOutSuspended", false, on(seen.dynamicScalingOutSuspended()))
        .value(
            SUSPENDED + ".scheduledScalingSuspended", false, on(seen.scheduledScalingSuspended()));
  }

  private static boolean on(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  /** Tags go their own way, as a target that exists already takes none when it is registered. */
  Change create(Compared compared) {
    return Change.create(
        id(),
        compared.comparison().differences(),
        ScalingCalls.register(service(), scaling, false),
        ScalingCalls.tag(tags()));
  }

  Change update(ScalableTargets.Live live, Compared compared) {
    Comparison comparison = compared.comparison();
    var calls = new ArrayList<Call>();
    if (comparison.differsAt("minCapacity")
        || comparison.differsAt("maxCapacity")
        || comparison.differsAt(SUSPENDED)) {
      calls.add(ScalingCalls.register(service(), scaling, comparison.differsAt(SUSPENDED)));
    }
    if (!compared.tags().toSet().isEmpty()) {
      calls.add(ScalingCalls.tag(compared.tags().toSet()));
    }
    if (!compared.tags().toRemove().isEmpty()) {
      calls.add(ScalingCalls.untag(live.id(), List.copyOf(compared.tags().toRemove())));
    }
    return Change.update(id(), comparison.differences(), calls);
  }
}
