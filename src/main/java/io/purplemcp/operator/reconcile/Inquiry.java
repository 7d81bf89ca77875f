package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Trace;
import java.time.Duration;
import java.time.Instant;

/**
 * The open question of who made a drift. The history of calls is late, so it is asked again for a
 * while.
 */
final class Inquiry {
  /** CloudTrail promises 15 minutes. */
  static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(4);

  private final DriftLedger.Open drift;
  private final Trace trace;
  private final Instant from;
  private final Instant to;
  private Duration pause = FIRST_PAUSE;
  private Instant next;

  /**
   * @param from when the field was last seen to be well
   * @param to when it was seen not to be
   */
  Inquiry(DriftLedger.Open drift, Trace trace, Instant from, Instant to) {
    this.drift = drift;
    this.trace = trace;
    this.from = from;
    this.to = to;
    this.next = to;
  }

  DriftLedger.Open drift() {
    return drift;
  }

  Trace trace() {
    return trace;
  }

  Instant from() {
    return from;
  }

  Instant to() {
    return to;
  }

  boolean due(Instant now) {
    return !next.isAfter(now);
  }

  boolean over(Instant now) {
    return now.isAfter(to.plus(PATIENCE));
  }

  void postpone(Instant now) {
    next = now.plus(pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
