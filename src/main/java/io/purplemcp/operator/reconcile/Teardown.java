package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes one deployment down because somebody asks for it by name, whatever its deletion policy is.
 * Knows what is left from the tags in AWS alone, so that whoever begins again goes on where an
 * earlier one was broken off.
 */
public final class Teardown {
  /** A single look that finds nothing may be a look at an old state; X11. */
  private static final int LOOKS_THAT_FIND_NOTHING = 2;

  private final Engine engine;
  private final TargetSpec target;
  private final String name;
  private final List<Declaration> others;
  private final Set<String> names;
  private final DeploymentMemory memory = new DeploymentMemory();
  private final TargetMemory reads;
  private int emptyLooks;

  /**
   * @param others what else is declared for the target: what they share with it stays
   */
  public Teardown(Engine engine, TargetSpec target, String name, List<Declaration> others) {
    this.engine = engine;
    this.target = target;
    this.name = name;
    this.others = List.copyOf(others);
    this.names = others.stream().map(Declaration::name).collect(Collectors.toSet());
    this.reads = new TargetMemory(engine.clock());
  }

  /**
   * What would become of what.
   *
   * @param accountId whose it is
   * @param goes what will be deleted, in that order
   * @param stays the shared resources, and what the deployment only refers to
   */
  public record Outlook(String accountId, List<PlannedChange> goes, List<String> stays) {}

  /** How far a teardown is. */
  public sealed interface Progress {
    /** Nothing is left. */
    record Gone() implements Progress {}

    /** AWS is at it, or more is to be done. */
    record Later(Duration delay) implements Progress {}

    /** A person has to do something first. */
    record Stuck(String why) implements Progress {}
  }

  private record Seen(Session session, Snapshot snapshot, List<Owned> owned, Retirement retire) {}

  /**
   * Looks, and changes nothing.
   *
   * @throws Sessions.Refused when the target may not be touched
   */
  public Outlook look() throws Sessions.Refused {
    Seen seen = see(engine.clock().instant());
    Stream<String> shared =
        engine.kinds().stream()
            .flatMap(kind -> kind.owned(seen.snapshot).stream())
            .filter(owned -> owned.ownership().deployment().isEmpty())
            .map(owned -> owned.resource() + ", which deployments share");
    Stream<String> secret =
        seen.owned.stream()
            .flatMap(owned -> owned.ownership().secret().stream())
            .distinct()
            .map(id -> "Secret/" + id + ", which is only referred to");
    return new Outlook(
        seen.session.accountId(),
        seen.retire.deletions(seen.owned),
        Stream.concat(shared, secret).distinct().toList());
  }

  /**
   * Does what can be done now.
   *
   * @throws Sessions.Refused when the target may not be touched
   */
  public Progress step() throws Sessions.Refused {
    Instant now = engine.clock().instant();
    Seen seen = see(now);
    var narrator = new Narrator(engine.journal(), target.key(), name, 0);
    if (seen.owned.isEmpty()) {
      emptyLooks++;
      if (emptyLooks < LOOKS_THAT_FIND_NOTHING) {
        return new Progress.Later(engine.settings().progress());
      }
      narrator.turned(
          EventType.DEPLOYMENT_DELETED, Reason.Deleting.name(), "Nothing of it is left.");
      return new Progress.Gone();
    }
    emptyLooks = 0;
    DeploymentPlan plan = seen.retire.next(name, seen.owned);
    List<PlannedChange> fresh =
        plan.changes().stream()
            .filter(planned -> !memory.recent.explains(planned.change(), now))
            .toList();
    Enforcement.Outcome outcome =
        new Enforcement(seen.session, narrator, memory, engine.random())
            .enforce(fresh, new References(), now);
    plan.findings().stream()
        .filter(said -> memory.firstTime(said.resource(), said.reason(), said.message()))
        .forEach(said -> narrator.notice(said.resource(), said.reason().name(), said.message()));
    return progress(plan, outcome);
  }

  private Progress progress(DeploymentPlan plan, Enforcement.Outcome outcome) {
    Optional<Failure> hopeless =
        outcome.failed().values().stream().filter(f -> f.failureClass().needsPerson()).findFirst();
    if (hopeless.isPresent()) {
      return new Progress.Stuck(hopeless.get().sentence());
    }
    if (!outcome.applied().isEmpty()) {
      return new Progress.Later(EngineSettings.SETTLE);
    }
    if (!outcome.failed().isEmpty()) {
      return new Progress.Later(memory.after(outcome, engine.random()));
    }
    return plan.findings().stream()
        .filter(said -> said.reason() == Reason.DeletionHeld)
        .findFirst()
        .<Progress>map(held -> new Progress.Stuck(held.message()))
        .orElseGet(() -> new Progress.Later(engine.settings().progress()));
  }

  private Seen see(Instant now) throws Sessions.Refused {
    Session session = engine.sessions().open(target);
    Optional<Failure> refusal = session.refusal(target);
    if (refusal.isPresent()) {
      throw new Sessions.Refused(refusal.get());
    }
    Snapshot snapshot = engine.observer().observeLeaving(session, name, others, reads);
    List<Owned> owned = new ArrayList<>();
    engine.kinds().stream()
        .flatMap(kind -> kind.owned(snapshot).stream())
        .filter(each -> each.ownership().deployment().filter(name::equals).isPresent())
        .forEach(owned::add);
    return new Seen(
        session, snapshot, owned, new Retirement(engine.kinds(), session, snapshot, names, now));
  }
}
