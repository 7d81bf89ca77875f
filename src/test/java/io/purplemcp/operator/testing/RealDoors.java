package io.purplemcp.operator.testing;

import io.github.bucket4j.TimeMeter;
import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.aws.CallerIdentity;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.aws.RateLimits;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.TargetSessions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Opens targets with the clients that the process itself uses. */
public final class RealDoors {
  private RealDoors() {}

  /** With the operator's own key. */
  public static Function<URI, Sessions> open() {
    return withKey(World.OPERATOR_KEY);
  }

  /**
   * @param accessKey a key of twelve digits belongs to the account of that number
   */
  public static Function<URI, Sessions> withKey(String accessKey) {
    return endpoint ->
        with(settings(endpoint, accessKey).withMaxAttempts(1), Clock.systemUTC(), Optional.empty());
  }

  /** With as many attempts of its own as the SDK makes where nothing is configured. */
  public static Function<URI, Sessions> repeating() {
    return endpoint ->
        with(settings(endpoint, World.OPERATOR_KEY), Clock.systemUTC(), Optional.empty());
  }

  /** Within the operator's share of AWS's rates; waiting for a turn lets the clock pass. */
  public static Function<URI, Sessions> unhurried(VirtualClock clock) {
    RateLimits limits =
        new RateLimits(
            RateLimits.DEFAULT_FRACTION,
            new Meter(clock),
            nanos -> clock.advance(Duration.ofNanos(nanos)));
    return endpoint ->
        with(settings(endpoint, World.OPERATOR_KEY).withMaxAttempts(1), clock, Optional.of(limits));
  }

  public static Sessions with(AwsSettings settings) {
    return with(settings, Clock.systemUTC(), Optional.empty());
  }

  private static Sessions with(
      AwsSettings settings, InstantSource clock, Optional<RateLimits> limits) {
    return new TargetSessions(
        new ClientFactory(settings, limits, clock, call -> {}), new CallerIdentity());
  }

  private static AwsSettings settings(URI endpoint, String accessKey) {
    return AwsSettings.emulator(endpoint, accessKey, "secret");
  }

  private record Meter(VirtualClock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
