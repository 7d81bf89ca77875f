package io.purplemcp.operator.aws;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed pass is tried again: soon for what passes by itself, slowly for what a person has
 * to mend. Nothing is given up for good, as a person mends things without telling us.
 *
 * @param first after the first failure
 * @param factor from one failure to the next
 * @param cap the longest gap
 */
public record RetrySchedule(Duration first, double factor, Duration cap) {
  /** Half the width of the jitter, as a share of the delay. */
  private static final double JITTER = 0.1;

  public static RetrySchedule of(FailureClass failure) {
    return switch (failure) {
      case TRANSIENT -> new RetrySchedule(Duration.ofSeconds(2), 2, Duration.ofMinutes(5));
      case THROTTLED -> new RetrySchedule(Duration.ofSeconds(5), 2, Duration.ofMinutes(5));
      case EVENTUAL_CONSISTENCY ->
          new RetrySchedule(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30));
      case DEPENDENCY -> new RetrySchedule(Duration.ofSeconds(10), 1.5, Duration.ofMinutes(2));
      case NOT_FOUND, ALREADY_EXISTS, UNKNOWN ->
          new RetrySchedule(Duration.ofSeconds(5), 2, Duration.ofMinutes(10));
      case CREDENTIALS -> new RetrySchedule(Duration.ofSeconds(30), 2, Duration.ofMinutes(10));
      case DENIED -> new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofMinutes(15));
      case QUOTA, INVALID -> new RetrySchedule(Duration.ofMinutes(2), 2, Duration.ofHours(1));
    };
  }

  /**
   * @param failures how many there have been in a row, 1 or more
   */
  public Duration delay(int failures, RandomGenerator random) {
    double nominal = Math.min(first.toMillis() * Math.pow(factor, failures - 1.0), cap.toMillis());
    return Duration.ofMillis(Math.round(nominal * (1 + JITTER * (2 * random.nextDouble() - 1))));
  }
}
