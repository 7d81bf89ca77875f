package io.purplemcp.operator.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The sandbox's own time: it begins with the base clock's and runs {@code speed} times as fast.
 *
 * @param base what the time is taken from; a test's own, where time is virtual
 * @param start the base clock's time when the sandbox was started
 * @param speed 1 is real time
 */
public record SandboxClock(InstantSource base, Instant start, double speed)
    implements InstantSource {
  private static final double NANOS_PER_MILLI = 1e6;

  public SandboxClock {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("The sandbox's speed must be above 0, not " + speed);
    }
  }

  public static SandboxClock startingNow(InstantSource base, double speed) {
    return new SandboxClock(base, base.instant(), speed);
  }

  @Override
  public Instant instant() {
    if (speed == 1) {
      return base.instant();
    }
    double elapsedMillis = Duration.between(start, base.instant()).toNanos() / NANOS_PER_MILLI;
    return start.plusNanos((long) (elapsedMillis * speed * NANOS_PER_MILLI));
  }
}
