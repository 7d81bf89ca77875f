package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
   * Opens a target, so that it is known whose account it is.
   *
   * @throws Sessions.Refused when the target may not be touched
   */
  public void learn(TargetSpec target, Fleet fleet) throws Sessions.Refused {
    fleet.learn(target, engine.sessions().open(target).accountId());
  }

  /**
   * @param declared the target's deployments
   * @param fleet all deployments of the desired state
   * @throws Sessions.Refused when the target may not be touched
   * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be read
   */
  public Plan plan(TargetSpec target, List<? extends Declaration> declared, Fleet fleet)
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
    fleet.learn(target, session.accountId());
    Snapshot snapshot =
        engine
            .observer()
            .observe(
                session,
                desired,
                desired,
                fleet.neighbours(session, target),
                new TargetMemory(engine.clock()),
                deployment -> true);
    Map<Declaration, Assessed> assessed = new LinkedHashMap<>();
    Set<String> claimed = new HashSet<>();
    for (Declaration deployment : desired) {
      Assessed found =
          engine
              .assessor()
              .assess(
                  deployment,
                  engine.specHash().apply(deployment),
                  session,
                  snapshot,
                  fleet.names(),
                  Map.of(),
                  now);
      claimed.addAll(found.claimed());
      assessed.put(deployment, found);
    }
    Orphans orphans = Orphans.in(snapshot, engine.kinds(), fleet, session, target, claimed);
    Retirement retirement = new Retirement(engine.kinds(), session, snapshot, fleet.names(), now);
    List<DeploymentPlan> plans = new ArrayList<>();
    assessed.forEach(
        (deployment, found) ->
            plans.add(stays(deployment, found, orphans, desired, retirement, now)));
    orphans
        .deletable()
        .forEach((name, owned) -> plans.add(goes(name, owned, orphans, desired, retirement)));
    orphans.renamings(desired).forEach((name, why) -> plans.add(renamed(name, why, orphans)));
    if (!orphans.shared().isEmpty()) {
      plans.add(shared(orphans, retirement));
    }
    return new Plan(target.key(), plans);
  }

  private static DeploymentPlan renamed(String name, String why, Orphans orphans) {
    ResourceId first = orphans.deployments().get(name).get(0).resource();
    return new DeploymentPlan(
        name, List.of(), List.of(Finding.notice(Reason.NoLongerDeclared, first, why)));
  }

  private static DeploymentPlan shared(Orphans orphans, Retirement retirement) {
    return new DeploymentPlan(
        OrphanPass.SHARED,
        retirement.deletions(orphans.deletableShared()),
        orphans.retainedShared().stream()
            .map(
                owned ->
                    Finding.notice(
                        Reason.NoLongerDeclared, owned.resource(), OrphanPass.unshared(owned)))
            .toList());
  }

  private DeploymentPlan stays(
      Declaration deployment,
      Assessed assessed,
      Orphans orphans,
      List<Declaration> desired,
      Retirement retirement,
      Instant now) {
    DeploymentMemory memory = new DeploymentMemory();
    memory.declared(deployment, engine.specHash());
    memory.owns(assessed, orphans.leftBy(deployment));
    Leftovers leftovers =
        Leftovers.of(
            deployment,
            orphans.leftBy(deployment),
            orphans.tooMany(desired, engine.settings().maxDeletionPercent()),
            retirement,
            memory::causeOf);
    return Planner.plan(deployment, assessed, memory, now).plan().followedBy(leftovers);
  }

  private DeploymentPlan goes(
      String name,
      List<Owned> owned,
      Orphans orphans,
      List<Declaration> desired,
      Retirement retirement) {
    Optional<String> held = orphans.held(name, desired, engine.settings().maxDeletionPercent());
    return held.map(
            why ->
                new DeploymentPlan(
                    name,
                    List.of(),
                    List.of(Finding.notice(Reason.DeletionHeld, owned.get(0).resource(), why))))
        .orElseGet(() -> new DeploymentPlan(name, retirement.deletions(owned), List.of()));
  }
}
