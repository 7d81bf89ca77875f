package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.aws.RetrySchedule;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passes over one target. One thread at a time; what is not finished in AWS is looked at again,
 * never waited for.
 */
final class TargetLoop {
  private final TargetSpec target;
  private final Engine engine;
  private final TargetMemory memory;
  private final Map<String, DeploymentMemory> deployments = new HashMap<>();
  private final OrphanPass orphanPass;
  private final Attribution attribution;
  private int failures;
  private int turn;
  private Instant nextFull = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private volatile boolean woken = true;

  TargetLoop(TargetSpec target, Engine engine) {
    this.target = target;
    this.engine = engine;
    this.memory = new TargetMemory(engine.clock());
    this.orphanPass = new OrphanPass(target.key(), engine);
    this.attribution = new Attribution(engine.settings().attribution());
  }

  /** When the next look is due. */
  synchronized Instant due(List<Declaration> desired) {
    if (woken) {
      return Instant.MIN;
    }
    Instant due = nextFull;
    for (Declaration deployment : desired) {
      Instant own = remembered(deployment).nextLook();
      due = own.isBefore(due) ? own : due;
    }
    return due.isBefore(notBefore) ? notBefore : due;
  }

  /** The desired state has changed: look now. Does not wait for a pass that is under way. */
  void wake() {
    woken = true;
  }

  /**
   * One pass over what is due.
   *
   * @param desired the target's deployments
   * @param fleet all deployments of the desired state
   */
  synchronized void pass(List<Declaration> desired, Fleet fleet) {
    Instant now = engine.clock().instant();
    boolean full = woken || !nextFull.isAfter(now);
    woken = false;
    deployments.keySet().retainAll(desired.stream().map(Declaration::name).toList());
    boolean succeeded = false;
    try {
      Session session = engine.sessions().open(target);
      fleet.learn(target, session.accountId());
      List<Declaration> ours = refuseOthers(session, desired, now);
      List<Declaration> due =
          ours.stream().filter(d -> full || !remembered(d).nextLook().isAfter(now)).toList();
      look(session, ours, due, fleet, full, ours.size() == desired.size(), now);
      failures = 0;
      notBefore = Instant.MIN;
      succeeded = true;
    } catch (Sessions.Refused refused) {
      failed(desired, StatusAggregator.reason(refused.failure()), refused.failure(), now);
    } catch (RuntimeException broken) {
      Failure failure = Failures.of(broken, "observe");
      failed(desired, StatusAggregator.reason(failure), failure, now);
    } finally {
      Duration took = Duration.between(now, engine.clock().instant());
      engine.journal().passed(target.key(), took, succeeded);
    }
  }

  /** Those whose account this is; the others are told so and left alone. */
  private List<Declaration> refuseOthers(Session session, List<Declaration> desired, Instant now) {
    List<Declaration> ours = new ArrayList<>();
    for (Declaration deployment : desired) {
      Optional<Failure> refusal = session.refusal(deployment.target());
      if (refusal.isEmpty()) {
        ours.add(deployment);
      } else if (!remembered(deployment).nextLook().isAfter(now)) {
        failed(deployment, Reason.WrongAccount, refusal.get(), now);
      }
    }
    return ours;
  }

  private void look(
      Session session,
      List<Declaration> desired,
      List<Declaration> due,
      Fleet fleet,
      boolean full,
      boolean allOurs,
      Instant now) {
    memory.sweep();
    attribution.refill();
    Set<String> deep = deep(due);
    Look.Rotation rotation = deployment -> deep.contains(deployment.name());
    Snapshot snapshot =
        engine
            .observer()
            .observe(session, due, desired, fleet.neighbours(session, target), memory, rotation);
    Map<Declaration, Assessed> assessed = new LinkedHashMap<>();
    for (Declaration deployment : due) {
      assess(deployment, session, snapshot, fleet.names(), now)
          .ifPresent(found -> assessed.put(deployment, found));
    }
    Set<String> claimed =
        assessed.values().stream()
            .flatMap(found -> found.claimed().stream())
            .collect(Collectors.toSet());
    Orphans orphans = Orphans.in(snapshot, engine.kinds(), fleet, session, target, claimed);
    Retirement retirement = new Retirement(engine.kinds(), session, snapshot, fleet.names(), now);
    assessed.forEach((d, found) -> remembered(d).owns(found, orphans.leftBy(d)));
    boolean complete = full && allOurs && assessed.size() == due.size();
    if (complete) {
      due.forEach(deployment -> takeNote(deployment, orphans, desired, retirement));
    }
    Optional<Retirement> allowed = Optional.of(retirement).filter(any -> complete);
    List<Runnable> parts = new ArrayList<>();
    assessed.forEach(
        (d, found) -> {
          boolean closely = deep.contains(d.name());
          Witness witness = new Witness(engine.kinds(), snapshot, attribution, closely);
          parts.add(() -> change(d, session, found, allowed, witness, now));
        });
    engine.parallel().runAll(parts);
    if (full) {
      nextFull = now.plus(jittered(engine.settings().resync()));
    }
    if (complete) {
      Duration soon = removeOrphans(session, orphans, retirement, desired, due, fleet, now);
      nextFull = earlier(nextFull, now.plus(soon));
    }
  }

  /** Takes down what no deployment declares; tells how soon it is worth another full look. */
  private Duration removeOrphans(
      Session session,
      Orphans orphans,
      Retirement retirement,
      List<Declaration> desired,
      List<Declaration> due,
      Fleet fleet,
      Instant now) {
    boolean settled = due.stream().allMatch(d -> remembered(d).settled());
    boolean nothingUnderWay = settled && quiet(fleet, session);
    Duration soon = orphanPass.run(session, orphans, retirement, desired, nothingUnderWay, now);
    for (Declaration deployment : due) {
      soon = shorter(soon, remembered(deployment).removalAgain());
    }
    return soon;
  }

  /** Whether those that live here too and are another loop's have nothing under way. */
  private boolean quiet(Fleet fleet, Session session) {
    return fleet.neighbours(session, target).stream()
        .map(neighbour -> engine.board().find(neighbour.deployment().name()))
        .allMatch(status -> status.filter(TargetLoop::quiet).isPresent());
  }

  private static boolean quiet(DeploymentStatus status) {
    return status.is(Condition.SYNCED) && !status.is(Condition.PROGRESSING);
  }

  /** What is not declared any more is taken down, or told of, by what a complete look shows. */
  private void takeNote(
      Declaration deployment, Orphans orphans, List<Declaration> desired, Retirement retirement) {
    DeploymentMemory remembered = remembered(deployment);
    remembered.leftovers(
        Leftovers.of(
            deployment,
            orphans.leftBy(deployment),
            orphans.tooMany(desired, engine.settings().maxDeletionPercent()),
            retirement,
            remembered::causeOf));
  }

  /** A room that trips over one deployment must not hold up the others. */
  private Optional<Assessed> assess(
      Declaration deployment, Session session, Snapshot snapshot, Set<String> names, Instant now) {
    DeploymentMemory remembered = remembered(deployment);
    try {
      return Optional.of(
          engine
              .assessor()
              .assess(
                  deployment,
                  remembered.specHash(),
                  session,
                  snapshot,
                  names,
                  remembered.recent.references(now),
                  now));
    } catch (RuntimeException broken) {
      failed(deployment, broken, "assess", now);
      return Optional.empty();
    }
  }

  private void change(
      Declaration deployment,
      Session session,
      Assessed assessed,
      Optional<Retirement> retirement,
      Witness witness,
      Instant now) {
    DeploymentMemory remembered = remembered(deployment);
    DeploymentPass pass =
        new DeploymentPass(deployment, remembered, narrator(deployment), target.key(), now);
    try {
      engine
          .board()
          .publish(
              pass.run(session, assessed, retirement, witness, engine.settings(), engine.random()));
    } catch (RuntimeException broken) {
      failed(deployment, broken, "apply", now);
    }
  }

  /** Something went wrong with one deployment; the others go on. */
  private void failed(Declaration deployment, RuntimeException broken, String what, Instant now) {
    Failure failure = Failures.of(broken, what);
    failed(deployment, StatusAggregator.reason(failure), failure, now);
  }

  private void failed(Declaration deployment, Reason reason, Failure failure, Instant now) {
    DeploymentMemory remembered = remembered(deployment);
    remembered.failed();
    remembered.settled(false);
    Duration delay =
        RetrySchedule.of(failure.failureClass()).delay(remembered.failures(), engine.random());
    remembered.lookAgainAt(now.plus(delay));
    Narrator narrator = narrator(deployment);
    narrator.reconcileFailed(failure, delay);
    engine
        .board()
        .publish(
            new DeploymentPass(deployment, remembered, narrator, target.key(), now)
                .unknown(reason, failure));
  }

  private void failed(List<Declaration> desired, Reason reason, Failure failure, Instant now) {
    failures++;
    Duration delay = RetrySchedule.of(failure.failureClass()).delay(failures, engine.random());
    notBefore = now.plus(delay);
    for (Declaration deployment : desired) {
      Narrator narrator = narrator(deployment);
      narrator.reconcileFailed(failure, delay);
      engine
          .board()
          .publish(
              new DeploymentPass(deployment, remembered(deployment), narrator, target.key(), now)
                  .unknown(reason, failure));
    }
  }

  /**
   * Which of those due get the reads that cannot be batched: those under way, those that were not
   * as declared, lest they seem to be when nobody looks, and some of the others in turn, each in
   * every second pass at the most.
   */
  private Set<String> deep(List<Declaration> due) {
    Set<String> deep =
        due.stream()
            .filter(this::wantsCloseLook)
            .map(Declaration::name)
            .collect(Collectors.toCollection(HashSet::new));
    int count = Math.min(engine.settings().deepLooks(), (due.size() + 1) / 2);
    int places = Math.max(due.size(), 2 * count);
    for (int i = 0; i < count; i++) {
      int place = (turn + i) % places;
      if (place < due.size()) {
        deep.add(due.get(place).name());
      }
    }
    turn = due.isEmpty() ? 0 : (turn + count) % places;
    return deep;
  }

  private boolean wantsCloseLook(Declaration deployment) {
    DeploymentMemory memory = remembered(deployment);
    return memory.baseline().isEmpty() || memory.drift.hasOpen() || !memory.asDeclared();
  }

  private DeploymentMemory remembered(Declaration deployment) {
    synchronized (deployments) {
      DeploymentMemory remembered =
          deployments.computeIfAbsent(deployment.name(), name -> new DeploymentMemory());
      remembered.declared(deployment, engine.specHash());
      return remembered;
    }
  }

  private Narrator narrator(Declaration deployment) {
    return new Narrator(
        engine.journal(), target.key(), deployment.name(), remembered(deployment).generation());
  }

  /** Ten percent either way, so that targets do not fall into step (X24). */
  private Duration jittered(Duration duration) {
    double factor = 0.9 + 0.2 * engine.random().nextDouble();
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private static Duration shorter(Duration a, Optional<Duration> b) {
    return b.filter(other -> other.compareTo(a) < 0).orElse(a);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
