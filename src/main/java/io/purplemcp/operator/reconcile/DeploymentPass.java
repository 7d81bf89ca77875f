package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One deployment's part of a pass: tell of drift, make the changes, publish the conditions. */
final class DeploymentPass {
  /** What is said and asks for nothing: nobody waits for it. */
  private static final Set<Finding.Severity> SAID_ONLY =
      EnumSet.of(
          Finding.Severity.VERIFIED,
          Finding.Severity.UNKNOWN,
          Finding.Severity.NOTICE,
          Finding.Severity.ALERT);

  /** What a process tells a single time. */
  private static final Set<Finding.Severity> ONCE =
      EnumSet.of(Finding.Severity.NOTICE, Finding.Severity.UNKNOWN);

  private final Declaration deployment;
  private final DeploymentMemory memory;
  private final Narrator narrator;
  private final String target;
  private final Instant now;

  DeploymentPass(
      Declaration deployment,
      DeploymentMemory memory,
      Narrator narrator,
      String target,
      Instant now) {
    this.deployment = deployment;
    this.memory = memory;
    this.narrator = narrator;
    this.target = target;
    this.now = now;
  }

  /**
   * Runs the part and gives the status to publish.
   *
   * @param retirement takes down what is not declared any more; empty where the look was not of the
   *     kind that allows that
   */
  DeploymentStatus run(
      Session session,
      Assessed assessed,
      Optional<Retirement> retirement,
      Witness witness,
      EngineSettings settings,
      RandomGenerator random) {
    Planner.Drafted drafted = Planner.plan(deployment, assessed, memory, now);
    DeploymentPlan plan = drafted.plan();
    DeploymentPlan whole = plan.followedBy(memory.leftovers());
    Permission all = Permission.of(deployment.policy(), whole, memory, now);
    tellDrift(whole, all, witness);
    tellNotices(whole);
    Permission permission = Permission.of(deployment.policy(), plan, memory, now);
    Enforcement.Outcome outcome =
        new Enforcement(session, narrator, memory, random)
            .enforce(permission.allowed(), assessed.references(), now);
    memory.asDeclared(plan.isEmpty());
    memory.settled(plan.isEmpty() && !drafted.invisible() && settled(plan));
    if (memory.settled()) {
      memory.converged(assessed.desired());
    }
    remove(all, session, retirement, settings, random);
    witness.attribution().pursue(memory.inquiries, session, narrator, now);
    List<Condition> conditions =
        StatusAggregator.conditions(
            memory.conditions(),
            plan,
            outcome,
            all.held(),
            drafted.invisible(),
            memory.removal(),
            now);
    tellTurns(conditions);
    memory.conditions(conditions);
    memory.lookAgainAt(now.plus(pause(plan, outcome, drafted.invisible(), settings, random)));
    return status(whole, assessed, conditions);
  }

  private void remove(
      Permission all,
      Session session,
      Optional<Retirement> retirement,
      EngineSettings settings,
      RandomGenerator random) {
    List<PlannedChange> going =
        memory.leftovers().going().stream().filter(all.allowed()::contains).toList();
    if (going.isEmpty() || !memory.settled()) {
      memory.removing(LeftoverPass.later(going), Optional.empty());
    } else if (retirement.isPresent()) {
      new LeftoverPass(deployment.name(), memory, narrator, now)
          .step(going, session, retirement.get(), settings.progress(), random);
    }
  }

  /** A room that waits has not compared all that is its own. */
  private static boolean settled(DeploymentPlan plan) {
    return plan.findings().stream().allMatch(finding -> SAID_ONLY.contains(finding.severity()));
  }

  private void tellDrift(DeploymentPlan plan, Permission permission, Witness witness) {
    Map<DriftLedger.Field, io.purplemcp.operator.resource.Difference> drift = Planner.drift(plan);
    memory.drift.gone(drift.keySet()).stream()
        .filter(DriftLedger.Open::corrected)
        .forEach(closed -> narrator.corrected(closed, now));
    List<DriftLedger.Open> fresh = memory.drift.seen(drift, now);
    fresh.forEach(open -> narrator.drift(open, permission.held().isPresent()));
    memory.inquiries.addAll(witness.inquiries(fresh, memory.lastGood(), now));
    if (drift.isEmpty() && witness.closely()) {
      memory.good(now);
    }
    permission.fights().stream()
        .filter(fight -> memory.drift.fightBegins(fight.field(), now))
        .forEach(fight -> narrator.fight(fight.field(), fight.until()));
  }

  private void tellNotices(DeploymentPlan plan) {
    for (Finding finding : plan.findings()) {
      if (ONCE.contains(finding.severity()) && news(finding)) {
        narrator.notice(finding.resource(), finding.reason().name(), finding.message());
      }
    }
    List<Finding> alerts =
        plan.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ALERT)
            .toList();
    memory.fresh(alerts).forEach(narrator::alert);
  }

  /** What a condition shows is told when that turns, the rest once in the life of the process. */
  private boolean news(Finding finding) {
    return finding
        .reason()
        .condition()
        .map(
            type ->
                memory.conditions().stream()
                    .filter(condition -> condition.type().equals(type))
                    .noneMatch(condition -> condition.message().equals(finding.message())))
        .orElseGet(() -> memory.firstTime(finding.resource(), finding.reason(), finding.message()));
  }

  /** Changes that leave a deployment ready are told each for itself, and end with the last. */
  private void tellTurns(List<Condition> conditions) {
    boolean serves =
        conditions.stream()
            .filter(condition -> condition.type().equals(Condition.READY))
            .anyMatch(condition -> condition.status() == Condition.Status.True);
    for (Condition condition : conditions) {
      Optional<Condition> before =
          memory.conditions().stream().filter(c -> c.type().equals(condition.type())).findFirst();
      boolean isTrue = condition.status() == Condition.Status.True;
      boolean wasTrue = before.filter(c -> c.status() == Condition.Status.True).isPresent();
      boolean sameReason =
          before.filter(c -> Objects.equals(c.reason(), condition.reason())).isPresent();
      if (condition.type().equals(Condition.READY) && isTrue && !wasTrue) {
        narrator.turned(EventType.DEPLOYMENT_READY, condition.reason(), condition.message());
      }
      if (condition.type().equals(Condition.DEGRADED) && isTrue && !(wasTrue && sameReason)) {
        narrator.turned(EventType.DEPLOYMENT_DEGRADED, condition.reason(), condition.message());
      }
      if (condition.type().equals(Condition.PROGRESSING)
          && isTrue
          && !(wasTrue && sameReason)
          && !(serves && condition.reason().equals(Reason.Planned.name()))) {
        narrator.turned(EventType.DEPLOYMENT_PROGRESSING, condition.reason(), condition.message());
      }
    }
  }

  /** Until a person has acted, the look that everything gets now and then is enough. */
  private static boolean blocked(DeploymentPlan plan) {
    return plan.findings().stream()
        .anyMatch(finding -> finding.severity() == Finding.Severity.BLOCKED);
  }

  private Duration pause(
      DeploymentPlan plan,
      Enforcement.Outcome outcome,
      boolean invisible,
      EngineSettings settings,
      RandomGenerator random) {
    if (!outcome.failed().isEmpty()) {
      Duration delay = memory.after(outcome, random);
      outcome.fresh().ifPresent(failure -> narrator.reconcileFailed(failure, delay));
      return delay;
    }
    memory.succeeded();
    if (!outcome.applied().isEmpty()) {
      return EngineSettings.SETTLE;
    }
    Optional<Duration> asked =
        plan.findings().stream()
            .flatMap(finding -> finding.lookAgain().stream())
            .min(Duration::compareTo);
    if (asked.isPresent()) {
      return settings.paced(asked.get());
    }
    boolean left = !outcome.pending().isEmpty() && !blocked(plan);
    return invisible || left ? settings.progress() : Duration.ofDays(1);
  }

  private DeploymentStatus status(
      DeploymentPlan plan, Assessed assessed, List<Condition> conditions) {
    Map<String, String> resources = new TreeMap<>();
    assessed
        .references()
        .known()
        .forEach((reference, value) -> resources.put(reference.name(), value));
    List<String> pending =
        plan.changes().stream()
            .flatMap(
                planned ->
                    planned.change().action() == Action.DELETE
                        ? Stream.of(planned.change().resource() + " is removed")
                        : planned.change().differences().stream()
                            .map(d -> planned.change().resource() + " " + d))
            .toList();
    Optional<String> endpoint = endpoint(assessed);
    return new DeploymentStatus(
        deployment.name(),
        target,
        memory.generation(),
        memory.generation(),
        conditions,
        pending,
        endpoint,
        Optional.of(now),
        resources);
  }

  /** Where clients call it: a deployment behind a gateway by its own host name. */
  private Optional<String> endpoint(Assessed assessed) {
    Optional<String> dns = assessed.references().find(Reference.LOAD_BALANCER_DNS_NAME);
    if (deployment instanceof PurpleMcpDeployment served) {
      return assessed
          .references()
          .find(Reference.HOST_NAME)
          .or(
              () ->
                  dns.map(own -> served.spec().gateway().map(AttachmentSpec::hostName).orElse(own)))
          .map(host -> "https://" + host + "/mcp");
    }
    return dns.map(own -> "https://" + own);
  }

  /** The status of a deployment whose target could not be looked at. */
  DeploymentStatus unknown(Reason reason, Failure failure) {
    ConditionsBuilder conditions = new ConditionsBuilder(memory.conditions(), now);
    for (String type : List.of(Condition.READY, Condition.SYNCED, Condition.PROGRESSING)) {
      conditions.set(type, Condition.Status.Unknown, reason.name(), failure.sentence());
    }
    Condition.Status degraded =
        StatusAggregator.passing(failure) ? Condition.Status.False : Condition.Status.True;
    conditions.set(Condition.DEGRADED, degraded, reason.name(), failure.sentence());
    List<Condition> built = conditions.build();
    tellTurns(built);
    memory.conditions(built);
    return new DeploymentStatus(
        deployment.name(),
        target,
        memory.generation(),
        memory.generation() - 1,
        built,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
