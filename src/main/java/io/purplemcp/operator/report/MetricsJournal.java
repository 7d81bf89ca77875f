package io.purplemcp.operator.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/** Counts what happens, for {@code /q/metrics}. */
public final class MetricsJournal implements Journal {
  private final MeterRegistry registry;

  public MetricsJournal(MeterRegistry registry, StatusBoard board) {
    this.registry = registry;
    for (String type : new String[] {Condition.READY, Condition.PROGRESSING, Condition.DEGRADED}) {
      Gauge.builder("purple.deployments", board, b -> count(b, type))
          .description("Deployments by the condition that is true of them")
          .tag("condition", type)
          .register(registry);
    }
  }

  private static double count(StatusBoard board, String type) {
    return board.all().stream().filter(status -> status.is(type)).count();
  }

  @Override
  public void tell(Event event) {
    switch (event.type()) {
      case DRIFT_DETECTED:
        count("purple.drift.detected", tags(event, "deployment", "resource", Event.SEVERITY));
        break;
      case DRIFT_CORRECTED:
        count("purple.drift.corrected", tags(event, "deployment", "resource"));
        break;
      case CHANGE_APPLIED:
        count("purple.changes.applied", tags(event, "deployment", "resource", "action"));
        break;
      case CHANGE_FAILED:
        count("purple.changes.failed", tags(event, "deployment", "resource", "reason"));
        break;
      case RECONCILE_FAILED:
        count("purple.reconcile.failed", tags(event, "deployment", "reason"));
        break;
      case DESIRED_REJECTED:
        count("purple.desired.rejected", Tags.empty());
        break;
      default:
        break;
    }
  }

  @Override
  public void passed(String target, Duration took, boolean succeeded) {
    registry
        .timer("purple.passes", "target", target, "result", succeeded ? "success" : "failure")
        .record(took);
  }

  private void count(String name, Tags tags) {
    registry.counter(name, tags).increment();
  }

  private static Tags tags(Event event, String... names) {
    Tags tags = Tags.empty();
    for (String name : names) {
      tags = tags.and(name, event.field(name));
    }
    return tags;
  }
}
