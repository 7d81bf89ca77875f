package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Condition.Status;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Finding.Severity;
import io.purplemcp.operator.resource.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what a pass found and did into the conditions of one deployment. */
final class StatusAggregator {
  /** Failures that pass by themselves; they hold up, but nothing is broken. */
  private static final Set<FailureClass> PASSING =
      EnumSet.of(
          FailureClass.TRANSIENT,
          FailureClass.THROTTLED,
          FailureClass.EVENTUAL_CONSISTENCY,
          FailureClass.DEPENDENCY,
          FailureClass.ALREADY_EXISTS,
          FailureClass.NOT_FOUND);

  private StatusAggregator() {}

  /**
   * @param held changes that were not made, and why: paused, alert only, a fight
   * @param removal what there is to say of what is removed because it is not declared any more
   */
  static List<Condition> conditions(
      List<Condition> previous,
      DeploymentPlan plan,
      Enforcement.Outcome outcome,
      Optional<Reason> held,
      boolean invisible,
      Optional<Finding> removal,
      Instant now) {
    ConditionsBuilder conditions = new ConditionsBuilder(previous, now);
    Optional<Finding> bad =
        first(plan.findings(), EnumSet.of(Severity.BLOCKED, Severity.HELD, Severity.DEGRADED));
    Optional<Finding> waiting = first(plan.findings(), EnumSet.of(Severity.WAITING));
    Optional<Failure> broken =
        outcome.failed().values().stream().filter(failure -> !passing(failure)).findFirst();
    Optional<Failure> passing =
        outcome.failed().values().stream().filter(StatusAggregator::passing).findFirst();
    boolean making =
        plan.changes().stream()
            .anyMatch(
                planned ->
                    planned.change().action() == Action.CREATE
                        || planned.change().action() == Action.REPLACE);
    ready(conditions, bad, waiting, broken, passing, making || invisible, plan);
    synced(conditions, plan, outcome, held, removal);
    progressing(
        conditions,
        waiting.or(() -> removal.filter(finding -> finding.severity() == Severity.WAITING)),
        outcome,
        passing,
        invisible,
        bad.isPresent());
    degraded(conditions, bad, broken);
    converging(conditions, held);
    verifications(conditions, plan.findings());
    return conditions.build();
  }

  private static void ready(
      ConditionsBuilder conditions,
      Optional<Finding> bad,
      Optional<Finding> waiting,
      Optional<Failure> broken,
      Optional<Failure> passing,
      boolean making,
      DeploymentPlan plan) {
    if (bad.isPresent()) {
      no(conditions, Condition.READY, bad.get().reason().name(), bad.get().message());
    } else if (broken.isPresent()) {
      no(conditions, Condition.READY, reason(broken.get()).name(), broken.get().sentence());
    } else if (waiting.isPresent()) {
      no(conditions, Condition.READY, waiting.get().reason().name(), waiting.get().message());
    } else if (making || passing.isPresent()) {
      no(conditions, Condition.READY, Reason.Planned.name(), changesLeft(plan));
    } else {
      Reason reason =
          plan.findings().stream().anyMatch(f -> f.reason() == Reason.ScaledToZero)
              ? Reason.ScaledToZero
              : Reason.Ready;
      yes(conditions, Condition.READY, reason.name(), reason.sentence() + served(plan));
    }
  }

  /** What an MCP client found, for the line that says that the deployment is ready. */
  private static String served(DeploymentPlan plan) {
    return plan.findings().stream()
        .filter(finding -> finding.reason() == Reason.EndpointVerified)
        .map(finding -> " " + finding.message())
        .findFirst()
        .orElse("");
  }

  private static void synced(
      ConditionsBuilder conditions,
      DeploymentPlan plan,
      Enforcement.Outcome outcome,
      Optional<Reason> held,
      Optional<Finding> removal) {
    boolean done = outcome.pending().isEmpty() && outcome.failed().isEmpty();
    boolean made = held.isEmpty() && (plan.isEmpty() || done);
    if (made && removal.isPresent()) {
      Finding finding = removal.get();
      no(conditions, Condition.SYNCED, finding.reason().name(), finding.message());
    } else if (made) {
      yes(conditions, Condition.SYNCED, Reason.Ready.name(), "AWS is as declared.");
    } else {
      Reason reason =
          held.orElseGet(
              () ->
                  outcome.failed().values().stream()
                      .findFirst()
                      .map(StatusAggregator::reason)
                      .orElse(Reason.Planned));
      no(conditions, Condition.SYNCED, reason.name(), changesLeft(plan));
    }
  }

  /**
   * @param blocked whether a person has to act first: what is left for later then makes no progress
   */
  private static void progressing(
      ConditionsBuilder conditions,
      Optional<Finding> waiting,
      Enforcement.Outcome outcome,
      Optional<Failure> passing,
      boolean invisible,
      boolean blocked) {
    boolean left = !outcome.pending().isEmpty() && !blocked;
    if (waiting.isPresent()) {
      yes(
          conditions,
          Condition.PROGRESSING,
          waiting.get().reason().name(),
          waiting.get().message());
    } else if (passing.isPresent()) {
      yes(
          conditions,
          Condition.PROGRESSING,
          reason(passing.get()).name(),
          passing.get().sentence());
    } else if (!outcome.applied().isEmpty() || left || invisible) {
      yes(conditions, Condition.PROGRESSING, Reason.Planned.name(), "Changes are being made.");
    } else {
      no(conditions, Condition.PROGRESSING, Reason.Ready.name(), "Nothing is under way.");
    }
  }

  private static void degraded(
      ConditionsBuilder conditions, Optional<Finding> bad, Optional<Failure> broken) {
    if (bad.isPresent()) {
      yes(conditions, Condition.DEGRADED, bad.get().reason().name(), bad.get().message());
    } else if (broken.isPresent()) {
      yes(conditions, Condition.DEGRADED, reason(broken.get()).name(), broken.get().sentence());
    } else {
      no(conditions, Condition.DEGRADED, Reason.Ready.name(), "Nothing is known to be wrong.");
    }
  }

  private static void converging(ConditionsBuilder conditions, Optional<Reason> held) {
    if (held.filter(reason -> reason == Reason.DriftFight).isPresent()) {
      no(conditions, Condition.CONVERGING, Reason.DriftFight.name(), Reason.DriftFight.sentence());
    }
  }

  private static void verifications(ConditionsBuilder conditions, List<Finding> findings) {
    for (Finding finding : findings) {
      finding
          .reason()
          .condition()
          .ifPresent(
              type ->
                  conditions.set(
                      type,
                      verdict(finding.severity()),
                      finding.reason().name(),
                      finding.message()));
    }
  }

  private static Status verdict(Severity severity) {
    return switch (severity) {
      case VERIFIED -> Status.True;
      case UNKNOWN, WAITING -> Status.Unknown;
      default -> Status.False;
    };
  }

  /** Whether a failure passes by itself: it holds up, but nothing is broken. */
  static boolean passing(Failure failure) {
    return PASSING.contains(failure.failureClass());
  }

  /** The condition's reason for a failed call. */
  static Reason reason(Failure failure) {
    switch (failure.failureClass()) {
      case DENIED:
        return Reason.Denied;
      case CREDENTIALS:
        return Reason.CredentialsInvalid;
      case QUOTA:
        return Reason.QuotaExceeded;
      case INVALID:
        return Reason.InvalidRequest;
      case THROTTLED:
        return Reason.Throttled;
      case DEPENDENCY:
        return Reason.WaitingForDependency;
      case EVENTUAL_CONSISTENCY:
      case ALREADY_EXISTS:
      case NOT_FOUND:
        return Reason.WaitingForPropagation;
      default:
        return Reason.Unreachable;
    }
  }

  private static Optional<Finding> first(List<Finding> findings, Set<Severity> severities) {
    return findings.stream().filter(f -> severities.contains(f.severity())).findFirst();
  }

  private static String changesLeft(DeploymentPlan plan) {
    List<String> resources =
        plan.changes().stream().map(planned -> planned.change().resource().toString()).toList();
    return resources.isEmpty()
        ? "Waiting for AWS to show the last changes."
        : "To be changed: " + String.join(", ", resources) + ".";
  }

  private static void yes(ConditionsBuilder to, String type, String reason, String message) {
    to.set(type, Status.True, reason, message);
  }

  private static void no(ConditionsBuilder to, String type, String reason, String message) {
    to.set(type, Status.False, reason, message);
  }
}
