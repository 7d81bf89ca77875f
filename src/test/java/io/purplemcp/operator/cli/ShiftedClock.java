package io.purplemcp.operator.cli;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, and then some: for what takes longer than a test may. */
@Alternative
@Singleton
public class ShiftedClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  public void jump(Duration duration) {
    ahead = ahead.plus(duration);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }
}
