package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.CallHistory;
import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.report.Journal;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Puts what happens to one deployment into events with their stable fields. */
final class Narrator {
  private final Journal journal;
  private final String target;
  private final String deployment;
  private final long generation;

  Narrator(Journal journal, String target, String deployment, long generation) {
    this.journal = journal;
    this.target = target;
    this.deployment = deployment;
    this.generation = generation;
  }

  void drift(DriftLedger.Open drift, boolean held) {
    Event event =
        field(EventType.DRIFT_DETECTED, drift.field().resource(), drift.difference())
            .with("reason", Cause.DRIFT)
            .with("generation", generation)
            .saying(held ? "left as it is" : "");
    journal.tell(event);
  }

  void corrected(DriftLedger.Open drift, Instant now) {
    journal.tell(
        field(EventType.DRIFT_CORRECTED, drift.field().resource(), drift.difference())
            .with("seconds", Duration.between(drift.since(), now).toSeconds())
            .with("generation", generation)
            .build());
  }

  /** The latest call on record that can have made the drift. */
  void attributed(DriftLedger.Open drift, CallHistory.Recorded call) {
    journal.tell(
        field(EventType.DRIFT_ATTRIBUTED, drift.field().resource(), drift.difference())
            .with("changedBy", call.principal())
            .with("changedAt", call.time())
            .with("changedWith", call.call())
            .with("generation", generation)
            .build());
  }

  void unattributable(ResourceId resource, Failure failure) {
    notice(
        resource,
        Reason.Denied.name(),
        "Who changed something is not told here: " + failure.sentence());
  }

  void fight(DriftLedger.Field field, Instant until) {
    journal.tell(
        about(EventType.DRIFT_FIGHT)
            .with("resource", field.resource().kind())
            .with("id", field.resource().name())
            .with("field", field.path())
            .with("reason", "DriftFight")
            .saying(
                "put right "
                    + DriftLedger.FIGHT
                    + " times and changed back each time; left alone until "
                    + until
                    + ". Find what else writes this field, or declare what it wants."));
  }

  void applied(Change change, Cause cause, Call call, Optional<String> requestId) {
    journal.tell(
        about(EventType.CHANGE_APPLIED)
            .with("resource", call.about().orElse(change.resource()).kind())
            .with("id", call.about().orElse(change.resource()).name())
            .with("action", change.action().name().toLowerCase(Locale.ROOT))
            .with("call", call.operation())
            .with("reason", cause)
            .with("request", requestId.orElse("-"))
            .with("generation", generation)
            .build());
  }

  void failed(Change change, Call call, Failure failure) {
    journal.tell(
        about(EventType.CHANGE_FAILED)
            .with("resource", call.about().orElse(change.resource()).kind())
            .with("id", call.about().orElse(change.resource()).name())
            .with("action", change.action().name().toLowerCase(Locale.ROOT))
            .with("call", call.operation())
            .with("reason", failure.failureClass())
            .with("code", failure.code())
            .with("request", failure.requestId().orElse("-"))
            .with("generation", generation)
            .saying(failure.sentence()));
  }

  void reconcileFailed(Failure failure, Duration nextTry) {
    journal.tell(
        about(EventType.RECONCILE_FAILED)
            .with("reason", failure.failureClass())
            .with("code", failure.code())
            .with("next", nextTry.toSeconds() + "s")
            .saying(failure.sentence()));
  }

  void notice(ResourceId resource, String reason, String message) {
    journal.tell(
        about(EventType.NOTICE)
            .with("resource", resource.kind())
            .with("id", resource.name())
            .with("reason", reason)
            .saying(message));
  }

  void alert(Finding alert) {
    EventType type =
        switch (alert.reason()) {
          case SecretRotated -> EventType.SECRET_ROTATED;
          case ImageDrift -> EventType.IMAGE_MOVED;
          default -> EventType.NOTICE;
        };
    journal.tell(
        about(type)
            .with("resource", alert.resource().kind())
            .with("id", alert.resource().name())
            .with("reason", alert.reason().name())
            .with("generation", generation)
            .saying(alert.message()));
  }

  void turned(EventType type, String reason, String message) {
    journal.tell(about(type).with("reason", reason).with("generation", generation).saying(message));
  }

  private Event.Builder field(EventType type, ResourceId resource, Difference difference) {
    return about(type)
        .with("resource", resource.kind())
        .with("id", resource.name())
        .with("field", difference.path())
        .with("desired", difference.desired())
        .with("observed", difference.observed())
        .with(Event.SEVERITY, difference.exposing() ? Event.SECURITY : Event.NORMAL);
  }

  private Event.Builder about(EventType type) {
    return Event.of(type).with("deployment", deployment).with("target", target);
  }
}
