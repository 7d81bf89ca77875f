package io.purplemcp.operator.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when the test says so. */
public final class VirtualTime implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-15T08:00:00Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  public void pass(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }
}
