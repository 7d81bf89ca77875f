package io.purplemcp.operator.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when a test says so. */
public final class VirtualClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-15T08:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Earlier too: what happened since then has not happened. */
  public synchronized void set(Instant moment) {
    now = moment;
  }

  public synchronized void advanceTo(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
    }
  }
}
