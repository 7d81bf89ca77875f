package io.purplemcp.operator.sandbox.core;

import java.time.Duration;

/**
 * How fast the sandbox does what takes AWS time: rollouts, provisioning, propagation. Its clock is
 * its clients' own at any pace, because they compare times of its with theirs.
 *
 * @param speed 1 is AWS's
 */
public record Pace(double speed) {
  public static final Pace REAL = new Pace(1);

  public Pace {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("The sandbox's speed must be above 0, not " + speed);
    }
  }

  /**
   * How long it takes here.
   *
   * @param onAws how long it takes there
   */
  public Duration of(Duration onAws) {
    return speed == 1 ? onAws : Duration.ofNanos((long) (onAws.toNanos() / speed));
  }
}
