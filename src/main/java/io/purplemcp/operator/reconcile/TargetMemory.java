package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Values of one target that outlive a pass, each for its time. Bounded by what is looked at. */
final class TargetMemory implements Look.Memory {
  private record Remembered(Object value, Instant until) {}

  private final Map<String, Remembered> values = new HashMap<>();
  private final InstantSource clock;

  TargetMemory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("unchecked")
  public synchronized <T> T remember(String key, Duration howLong, Supplier<T> supplier) {
    Instant now = clock.instant();
    Remembered known = values.get(key);
    if (known != null && known.until.isAfter(now)) {
      return (T) known.value;
    }
    T value = supplier.get();
    values.put(key, new Remembered(value, now.plus(howLong)));
    return value;
  }

  /** Drops what has outlived its time, so that the memory does not grow with what once was. */
  synchronized void sweep() {
    Instant now = clock.instant();
    values.values().removeIf(remembered -> !remembered.until.isAfter(now));
  }
}
