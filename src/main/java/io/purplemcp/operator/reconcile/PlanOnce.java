package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at a target, and what would be changed now. Changes nothing. */
public final class PlanOnce {
  private final Engine engine;

  public PlanOnce(Engine engine) {
    this.engine = engine;
  }

  /**
   * @param declared the target's deployments
   * @param names the names of all deployments of the desired state
   * @throws Sessions.Refused when the target may not be touched
   * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be read
   */
  public Plan plan(TargetSpec target, List<? extends Declaration> declared, Set<String> names)
      throws Sessions.Refused {
    List<Declaration> desired = List.copyOf(declared);
    Instant now = engine.clock().instant();
    Session session = engine.sessions().open(target);
    for (Declaration deployment : desired) {
      Optional<Failure> refusal = session.refusal(deployment.target());
      if (refusal.isPresent()) {
        throw new Sessions.Refused(refusal.get());
      }
    }
    Snapshot snapshot =
        engine
            .observer()
            .observe(
                session, desired, desired, new TargetMemory(engine.clock()), deployment -> true);
    List<DeploymentPlan> plans = new ArrayList<>();
    Set<String> claimed = new HashSet<>();
    for (Declaration deployment : desired) {
      DeploymentMemory memory = new DeploymentMemory();
      memory.spec(engine.specHash().apply(deployment));
      Assessed assessed =
          engine
              .assessor()
              .assess(deployment, memory.specHash(), session, snapshot, names, Map.of(), now);
      claimed.addAll(assessed.claimed());
      plans.add(Planner.plan(deployment, assessed, memory, now).plan());
    }
    Orphans orphans = Orphans.in(snapshot, engine.kinds(), names, claimed);
    orphans.deletable().forEach((name, owned) -> plans.add(goes(name, owned, orphans, desired)));
    return new Plan(target.key(), plans);
  }

  private DeploymentPlan goes(
      String name, List<Owned> owned, Orphans orphans, List<Declaration> desired) {
    Optional<String> held = orphans.held(name, desired, engine.settings().maxDeletionPercent());
    if (held.isPresent()) {
      return new DeploymentPlan(
          name,
          List.of(),
          List.of(Finding.notice(Reason.DeletionHeld, owned.get(0).resource(), held.get())));
    }
    List<PlannedChange> deletions = new ArrayList<>();
    for (Owned resource : owned) {
      deletions.add(new PlannedChange(Change.delete(resource.resource()), Cause.CONFIG, List.of()));
    }
    Collections.reverse(deletions);
    return new DeploymentPlan(name, deletions, List.of());
  }
}
