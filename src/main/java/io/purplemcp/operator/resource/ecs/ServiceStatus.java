package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Judges how a live service is doing. A service that has become stable is not yet a success: a
 * rollout that was rolled back is stable too.
 *
 * @param id the service
 * @param declared the task definition that was declared, where it is known
 */
record ServiceStatus(
    ResourceId id,
    ServiceReadings.Live live,
    ServiceDetails details,
    Optional<String> declared,
    Instant now) {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** As slowly as ECS itself, at the slowest, starts tasks that keep failing. */
  private static final Duration TRY_ANEW = Duration.ofMinutes(15);

  /** A rollout that fails task by task goes on for minutes, and often ends by itself. */
  private static final Duration WHILE_FAILING = Duration.ofSeconds(30);

  /** How long ECS may take to replace a task before that is worth an alarm. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** The rollout of the declared revision that was given up; it is not tried again. */
  Optional<Rollout> heldBack() {
    return declared
        .filter(arn -> !arn.equals(live.service().taskDefinition()))
        .flatMap(details.history()::givenUp);
  }

  /**
   * The rollout that was to move the tasks of the declared revision and was given up, after which
   * ECS took them back to where they had been. It is not tried again while the spec is the same.
   *
   * @param specHash of the spec in force
   */
  Optional<Rollout> undone(String specHash) {
    return declared
        .filter(arn -> arn.equals(live.service().taskDefinition()))
        .filter(arn -> specHash.equals(live.tags().get(ServiceForm.SPEC_HASH_TAG)))
        .flatMap(details.history()::undone);
  }

  /**
   * Whether a rollout that failed with nothing to go back to is begun anew: at once when the spec
   * has changed since, slowly otherwise, as people mend secrets and roles without telling us.
   *
   * @param specHash of the spec in force
   */
  boolean worthAnotherTry(String specHash) {
    Optional<Deployment> failed =
        live.primary().filter(each -> each.rolloutState() == DeploymentRolloutState.FAILED);
    boolean otherSpec =
        Optional.ofNullable(live.tags().get(ServiceForm.SPEC_HASH_TAG))
            .filter(hash -> !hash.equals(specHash))
            .isPresent();
    return failed
        .filter(each -> otherSpec || !each.updatedAt().plus(TRY_ANEW).isAfter(now))
        .isPresent();
  }

  /**
   * @param wanted how many tasks are declared
   */
  Optional<Finding> finding(int wanted) {
    Optional<Rollout> held = heldBack();
    if (held.isPresent()) {
      return Optional.of(rolledBack(held.get()));
    }
    Service service = live.service();
    Optional<Deployment> primary = live.primary();
    if (primary.filter(each -> each.rolloutState() == DeploymentRolloutState.FAILED).isPresent()) {
      return Optional.of(
          Finding.degraded(
              Reason.RolloutFailed,
              id,
              "The rollout of %s failed: %s%s"
                  .formatted(name(service.taskDefinition()), said(primary.get()), because("; "))));
    }
    if (!live.settled()) {
      return Optional.of(primary.map(this::underWay).orElseGet(this::starting));
    }
    return steady(service, wanted);
  }

  Finding takenBack(Rollout rollout) {
    return Finding.degraded(
        Reason.RolledBack,
        id,
        "ECS gave up moving the tasks to what the spec says of compute and network, and took them back%s%s. It is not tried again until the spec changes"
            .formatted(words(rollout), because("; ")));
  }

  /** Why, in ECS's words, which may end like a sentence. */
  private static String words(Rollout rollout) {
    String reason = rollout.reason().strip();
    return reason.isEmpty() ? "" : ": " + reason.replaceAll("\\.$", "");
  }

  private Finding rolledBack(Rollout rollout) {
    return Finding.degraded(
        Reason.RolledBack,
        id,
        "ECS gave up the rollout of %s and went back to %s%s%s. It is not tried again until the spec, the secret or the image behind its tag changes"
            .formatted(
                name(rollout.taskDefinition()),
                name(live.service().taskDefinition()),
                words(rollout),
                because("; ")));
  }

  private Finding underWay(Deployment primary) {
    Service service = live.service();
    if (primary.failedTasks() != null && primary.failedTasks() > 0) {
      return Finding.degraded(
              Reason.TasksFailing,
              id,
              "%d task%s of the rollout of %s failed%s"
                  .formatted(
                      primary.failedTasks(),
                      primary.failedTasks() == 1 ? "" : "s",
                      name(primary.taskDefinition()),
                      because(": ")))
          .lookingAgain(WHILE_FAILING);
    }
    return Finding.waiting(
        Reason.RolloutInProgress,
        id,
        "Rolling out %s: %d of %d tasks running%s%s"
            .formatted(
                name(primary.taskDefinition()),
                primary.runningCount(),
                service.desiredCount(),
                service.deployments().size() > 1
                    ? ", %d of an earlier rollout".formatted(earlier(service, primary))
                    : "",
                unhealthyTargets().or(this::trouble).map(text -> "; " + text).orElse("")),
        LOOK_AGAIN);
  }

  private Finding starting() {
    return Finding.waiting(
        Reason.RolloutInProgress, id, "ECS has not begun a rollout yet", LOOK_AGAIN);
  }

  private static int earlier(Service service, Deployment primary) {
    return service.deployments().stream()
        .filter(each -> !each.id().equals(primary.id()))
        .mapToInt(Deployment::runningCount)
        .sum();
  }

  private Optional<Finding> steady(Service service, int wanted) {
    if (service.desiredCount() == 0 && service.runningCount() == 0) {
      return Optional.of(
          wanted == 0
              ? Finding.notice(Reason.ScaledToZero, id, "No task is wanted")
              : Finding.waiting(
                  Reason.RolloutInProgress,
                  id,
                  "No task runs: the service's desired count is 0, and %d is declared"
                      .formatted(wanted),
                  LOOK_AGAIN));
    }
    if (service.runningCount() < service.desiredCount() || service.pendingCount() > 0) {
      return Optional.of(understaffed(service));
    }
    if (service.runningCount() > service.desiredCount()) {
      return Optional.of(
          Finding.waiting(
              Reason.RolloutInProgress,
              id,
              "%d tasks running, %d wanted; ECS is stopping the rest"
                  .formatted(service.runningCount(), service.desiredCount()),
              LOOK_AGAIN));
    }
    return details.targets() instanceof Reading.Present<List<TargetHealthDescription>> read
            && ServiceDetails.healthy(read.value()) == 0
        ? Optional.of(unhealthy(read.value()))
        : new Replacements(service).many(now).map(this::flapping);
  }

  private Finding flapping(int replaced) {
    return Finding.degraded(
        Reason.TasksFailing,
        id,
        "Tasks do not stay: within the last %d minutes at least %d ended by themselves and were replaced%s"
            .formatted(Replacements.WINDOW_MINUTES, replaced, because(": ")));
  }

  private Finding understaffed(Service service) {
    String sentence =
        "%d of %d tasks running, %d starting%s"
            .formatted(
                service.runningCount(),
                service.desiredCount(),
                service.pendingCount(),
                because("; "));
    Instant since = live.primary().map(Deployment::updatedAt).filter(at -> at != null).orElse(now);
    return details.stopped().isEmpty() || since.isAfter(now.minus(GRACE))
        ? Finding.waiting(Reason.RolloutInProgress, id, sentence, LOOK_AGAIN)
        : Finding.degraded(Reason.TasksFailing, id, sentence);
  }

  private Finding unhealthy(List<TargetHealthDescription> targets) {
    String states =
        targets.isEmpty()
            ? "no target is registered"
            : String.join(", ", targets.stream().map(ServiceStatus::line).distinct().toList());
    return Finding.degraded(
        Reason.TargetsUnhealthy,
        id,
        "The tasks run but none is healthy behind the load balancer: %s%s"
            .formatted(states, trouble().map(text -> "; " + text).orElse("")));
  }

  private static String line(TargetHealthDescription target) {
    String description = target.targetHealth().description();
    return target.target().id()
        + " "
        + target.targetHealth().stateAsString()
        + (description == null ? "" : " (" + description + ")");
  }

  /** Targets that do not pass their checks, before ECS draws its consequences from it. */
  private Optional<String> unhealthyTargets() {
    return details.targets().found().orElse(List.of()).stream()
        .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.UNHEALTHY)
        .map(ServiceStatus::line)
        .map(StopReasons::sentence)
        .findFirst();
  }

  /** Why tasks stopped, or what the events tell; where the one is vague, the other may not be. */
  private String because(String separator) {
    List<String> told = Stream.concat(details.stopped().stream(), trouble().stream()).toList();
    return told.stream()
        .limit(1)
        .filter(text -> !StopReasons.vague(text))
        .findFirst()
        .or(() -> trouble().filter(text -> !StopReasons.vague(text)))
        .or(() -> told.stream().findFirst())
        .map(text -> separator + text)
        .orElse("");
  }

  private Optional<String> trouble() {
    return StopReasons.of(live.service().events());
  }

  private static String said(Deployment deployment) {
    return Optional.ofNullable(deployment.rolloutStateReason()).orElse("ECS gives no reason");
  }

  /** From {@code arn:…:task-definition/FAMILY:7}. */
  private static String name(String taskDefinitionArn) {
    return taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf('/') + 1);
  }
}
