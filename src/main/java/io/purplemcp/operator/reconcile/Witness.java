package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What helps one pass to find out who made a drift.
 *
 * @param closely whether everything of the deployment was looked at in this pass
 */
record Witness(
    List<ResourceKind<?>> kinds, Snapshot snapshot, Attribution attribution, boolean closely) {
  /** After a restart nobody remembers when all was well. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  /** The questions that drift which has just been told raises. */
  List<Inquiry> inquiries(List<DriftLedger.Open> fresh, Optional<Instant> lastGood, Instant now) {
    Instant from = lastGood.orElse(now.minus(LOOK_BACK));
    return fresh.stream()
        .flatMap(
            open ->
                attribution
                    .inquiry(open, trace(open.field().resource(), open.field().path()), from, now)
                    .stream())
        .toList();
  }

  private Optional<Trace> trace(ResourceId resource, String path) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(resource.kind()))
        .flatMap(kind -> kind.trace(resource, path, snapshot).stream())
        .findFirst();
  }
}
