package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.References;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Takes down, step by step, what a deployment that stays does not declare any more. It begins when
 * the deployment has settled without it: nothing uses it then.
 */
final class LeftoverPass {
  private final String deployment;
  private final DeploymentMemory memory;
  private final Narrator narrator;
  private final Instant now;

  LeftoverPass(String deployment, DeploymentMemory memory, Narrator narrator, Instant now) {
    this.deployment = deployment;
    this.memory = memory;
    this.narrator = narrator;
    this.now = now;
  }

  /** Makes the next step, and remembers what there is to say of it. */
  void step(
      List<PlannedChange> allowed,
      Session session,
      Retirement retirement,
      Duration progress,
      RandomGenerator random) {
    List<Owned> due = memory.leftovers().among(allowed);
    DeploymentPlan step = retirement.next(deployment, due);
    List<PlannedChange> fresh =
        step.changes().stream()
            .filter(planned -> !memory.recent.explains(planned.change(), now))
            .map(planned -> explained(planned, allowed))
            .toList();
    Enforcement.Outcome outcome =
        new Enforcement(session, narrator, memory, random).enforce(fresh, new References(), now);
    if (step.isEmpty() && step.findings().isEmpty()) {
      memory.removing(Optional.empty(), Optional.empty());
      return;
    }
    step.findings().stream()
        .filter(f -> memory.firstTime(f.resource(), f.reason(), ""))
        .forEach(f -> narrator.notice(f.resource(), f.reason().name(), f.message()));
    memory.removing(
        Optional.of(underWay(step, outcome)), Optional.of(again(outcome, progress, random)));
  }

  private Duration again(Enforcement.Outcome outcome, Duration progress, RandomGenerator random) {
    if (!outcome.applied().isEmpty()) {
      return EngineSettings.SETTLE;
    }
    return outcome.failed().isEmpty() ? progress : memory.after(outcome, random);
  }

  /** A step towards a deletion is made for the deletion's reason. */
  private static PlannedChange explained(PlannedChange step, List<PlannedChange> allowed) {
    return allowed.stream()
        .filter(planned -> planned.change().resource().equals(step.change().resource()))
        .findFirst()
        .map(planned -> new PlannedChange(step.change(), planned.cause(), planned.drift()))
        .orElse(step);
  }

  private static Finding underWay(DeploymentPlan step, Enforcement.Outcome outcome) {
    Optional<Finding> said = step.findings().stream().findFirst();
    if (said.filter(finding -> finding.severity() == Finding.Severity.BLOCKED).isPresent()) {
      return said.get();
    }
    String message =
        outcome.failed().entrySet().stream()
            .findFirst()
            .map(
                failed -> failed.getKey().change().resource() + ": " + failed.getValue().sentence())
            .or(() -> said.map(Finding::message))
            .orElseGet(() -> "Being removed: " + names(step.changes()) + ".");
    return waiting(step.changes(), said, message);
  }

  private static Finding waiting(
      List<PlannedChange> changes, Optional<Finding> said, String message) {
    var resource = said.map(Finding::resource).orElseGet(() -> changes.get(0).change().resource());
    return new Finding(
        Finding.Severity.WAITING, Reason.NoLongerDeclared, resource, message, Optional.empty());
  }

  /** What is to be said while the deployment's own changes come first. */
  static Optional<Finding> later(List<PlannedChange> allowed) {
    return allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            waiting(
                allowed,
                Optional.empty(),
                "Removed when the deployment has settled without it: " + names(allowed) + "."));
  }

  private static String names(List<PlannedChange> changes) {
    return changes.stream()
        .map(planned -> planned.change().resource().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
