package io.purplemcp.operator.aws;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.UninterruptibleBlockingStrategy;
import io.purplemcp.operator.desired.TargetSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps the operator within a share of the rates that AWS publishes for an account, so that others
 * who work in the account are not slowed down. All targets of one account and region draw from the
 * same buckets.
 */
public final class RateLimits {
  /** What leaves half of an account's rates to everybody else. */
  public static final double DEFAULT_FRACTION = 0.5;

  /** A worker does not wait longer; the pass is tried again instead. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final double fraction;
  private final TimeMeter time;
  private final UninterruptibleBlockingStrategy waiting;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param fraction the share of every published rate, above 0 and up to 1
   * @param time what a second is
   * @param waiting how a caller waits for its turn
   */
  public RateLimits(double fraction, TimeMeter time, UninterruptibleBlockingStrategy waiting) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "the share of AWS's rates must be above 0 and up to 1, and is " + fraction);
    }
    this.fraction = fraction;
    this.time = time;
    this.waiting = waiting;
  }

  /** Real time, and threads that wait. */
  public static RateLimits real(double fraction) {
    return new RateLimits(
        fraction, TimeMeter.SYSTEM_NANOTIME, UninterruptibleBlockingStrategy.PARKING);
  }

  /**
   * Waits until a call may be made.
   *
   * @throws RateLimitExceeded when that takes longer than a worker may wait
   */
  void await(TargetSpec target, OperationName operation) {
    Throttle.of(operation)
        .ifPresent(
            throttle -> {
              if (!bucket(target, throttle)
                  .asBlocking()
                  .tryConsumeUninterruptibly(1, LONGEST_WAIT, waiting)) {
                throw new RateLimitExceeded(operation, LONGEST_WAIT);
              }
            });
  }

  ExecutionInterceptor interceptor(TargetSpec target) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        await(target, OperationName.of(attributes));
      }
    };
  }

  private Bucket bucket(TargetSpec target, Throttle throttle) {
    String place = throttle.global() ? "" : target.region();
    return buckets.computeIfAbsent(
        account(target) + " " + place + " " + throttle.name(),
        key -> Bucket.builder().withCustomTimePrecision(time).addLimit(share(throttle)).build());
  }

  private Bandwidth share(Throttle throttle) {
    long oneEvery = Math.round(NANOS / (throttle.perSecond() * fraction));
    return Bandwidth.builder()
        .capacity(Math.max(1, (long) (throttle.burst() * fraction)))
        .refillGreedy(1, Duration.ofNanos(oneEvery))
        .build();
  }

  /** The account number in the role's ARN, else the declared one, else our own. */
  private static String account(TargetSpec target) {
    return target.roleArn().map(arn -> arn.split(":")[4]).or(target::accountId).orElse("own");
  }
}
