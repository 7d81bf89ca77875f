package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.References;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of deployments that left the desired state: kept and told of once, held back, or
 * taken down step by step. Runs only after a complete look at the target.
 */
final class OrphanPass {
  /** The name under which shared resources that nobody refers to any more are taken down. */
  static final String SHARED = "(shared)";

  private static final Duration NOT_SOON = Duration.ofDays(1);

  private final String target;
  private final Engine engine;
  private final Map<String, DeploymentMemory> memories = new HashMap<>();
  private final Set<String> going = new HashSet<>();

  /** What nobody shared any more when this was looked at last; one look is not enough (X11). */
  private Set<String> unshared = Set.of();

  OrphanPass(String target, Engine engine) {
    this.target = target;
    this.engine = engine;
  }

  /**
   * Runs, and tells how soon it is worth another look.
   *
   * @param settled whether nothing is under way: what is shared may be used until then
   */
  Duration run(
      Session session,
      Orphans orphans,
      Retirement retirement,
      List<Declaration> desired,
      boolean settled,
      Instant now) {
    Map<String, List<Owned>> deletable = orphans.deletable();
    Duration soon = NOT_SOON;
    for (String name : orphans.deployments().keySet()) {
      if (!deletable.containsKey(name)) {
        tellOnce(name, "Retained", retained(orphans, name));
        continue;
      }
      Optional<String> held = orphans.held(name, desired, engine.settings().maxDeletionPercent());
      if (held.isPresent()) {
        tellOnce(name, Reason.DeletionHeld.name(), held.get());
        continue;
      }
      soon = shorter(soon, step(name, deletable.get(name), session, retirement, now));
    }
    orphans.moved().forEach((name, owned) -> tellOnce(name, "Moved", moved(owned)));
    orphans.retainedShared().forEach(owned -> tellOnce(SHARED, "Retained", unshared(owned)));
    tellGone(orphans);
    List<Owned> unneeded = orphans.deletableShared();
    boolean seenBefore = unneeded.stream().allMatch(owned -> unshared.contains(owned.id()));
    unshared = unneeded.stream().map(Owned::id).collect(Collectors.toSet());
    if (deletable.isEmpty() && settled && seenBefore && !unneeded.isEmpty()) {
      soon = shorter(soon, step(SHARED, unneeded, session, retirement, now));
    }
    return soon;
  }

  private Duration step(
      String name, List<Owned> owned, Session session, Retirement retirement, Instant now) {
    DeploymentMemory memory = memories.computeIfAbsent(name, n -> new DeploymentMemory());
    Narrator narrator = new Narrator(engine.journal(), target, name, memory.generation());
    DeploymentPlan plan = retirement.next(name, owned);
    List<PlannedChange> fresh =
        plan.changes().stream().filter(p -> !memory.recent.explains(p.change(), now)).toList();
    Enforcement.Outcome outcome =
        new Enforcement(session, narrator, memory, engine.random())
            .enforce(fresh, new References(), now);
    if (plan.isEmpty() && plan.findings().isEmpty()) {
      return NOT_SOON;
    }
    going.add(name);
    publish(name, memory, plan, outcome, now);
    plan.findings().stream()
        .filter(f -> memory.firstTime(f.resource(), f.reason(), ""))
        .forEach(f -> narrator.notice(f.resource(), f.reason().name(), f.message()));
    if (!outcome.applied().isEmpty()) {
      return EngineSettings.SETTLE;
    }
    return outcome.failed().isEmpty()
        ? engine.settings().progress()
        : memory.after(outcome, engine.random());
  }

  private void publish(
      String name,
      DeploymentMemory memory,
      DeploymentPlan plan,
      Enforcement.Outcome outcome,
      Instant now) {
    ConditionsBuilder conditions = new ConditionsBuilder(memory.conditions(), now);
    String message =
        plan.findings().stream()
            .findFirst()
            .map(finding -> finding.message())
            .or(() -> outcome.failed().values().stream().findFirst().map(f -> f.sentence()))
            .orElse(Reason.Deleting.sentence());
    for (String type : List.of(Condition.READY, Condition.SYNCED)) {
      conditions.set(type, Condition.Status.False, Reason.Deleting.name(), message);
    }
    conditions.set(Condition.PROGRESSING, Condition.Status.True, Reason.Deleting.name(), message);
    memory.conditions(conditions.build());
    engine
        .board()
        .publish(
            new DeploymentStatus(
                name,
                target,
                0,
                0,
                memory.conditions(),
                plan.changes().stream().map(p -> p.change().resource().toString()).toList(),
                Optional.empty(),
                Optional.of(now),
                Map.of()));
  }

  private void tellGone(Orphans orphans) {
    for (String name : List.copyOf(going)) {
      if (!orphans.deployments().containsKey(name) && !name.equals(SHARED)) {
        going.remove(name);
        memories.remove(name);
        engine.board().forget(name);
        new Narrator(engine.journal(), target, name, 0)
            .turned(
                EventType.DEPLOYMENT_DELETED,
                Reason.Deleting.name(),
                "Everything that was made for it is gone.");
      }
    }
  }

  private void tellOnce(String name, String reason, String message) {
    DeploymentMemory memory = memories.computeIfAbsent(name, n -> new DeploymentMemory());
    if (memory.firstTime(reason + message)) {
      new Narrator(engine.journal(), target, name, 0)
          .turned(EventType.DEPLOYMENT_ORPHANED, reason, message);
    }
  }

  private static String moved(List<Owned> owned) {
    return "It is declared for another target now; its "
        + owned.size()
        + " resources here stay as they are and are no longer looked after. Remove them yourself"
        + " when nothing uses them any more.";
  }

  static String unshared(Owned owned) {
    return owned.resource()
        + " is used by no deployment that is declared; its tag "
        + Ownership.DELETION
        + " is Retain, so it stays as it is. Remove it yourself if nothing else uses it.";
  }

  private static String retained(Orphans orphans, String name) {
    return "It left the desired state; policy.deletion is Retain, so its "
        + orphans.deployments().get(name).size()
        + " resources stay as they are and are no longer looked after.";
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
