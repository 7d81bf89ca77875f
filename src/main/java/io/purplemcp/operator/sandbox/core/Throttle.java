package io.purplemcp.operator.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Limits calls per account and region as AWS does: token buckets that refill steadily. */
final class Throttle {
  private static final double MILLIS = 1000;
  private static final int UNAVAILABLE = 503;

  private final Map<Key, Level> levels = new HashMap<>();

  private record Key(Scope scope, RateLimit limit) {}

  private record Level(double tokens, Instant at) {}

  /**
   * Takes a token for the call.
   *
   * @throws AwsError the service's own throttling error when there is none left
   */
  void take(Call call, Scope scope, Instant now) {
    RateLimit limit = RateLimits.of(call);
    Key key = new Key(scope, limit);
    Level level = levels.getOrDefault(key, new Level(limit.burst(), now));
    double refill = Duration.between(level.at, now).toMillis() / MILLIS * limit.perSecond();
    double tokens = Math.min(limit.burst(), level.tokens + refill);
    boolean served = tokens >= 1;
    levels.put(key, new Level(served ? tokens - 1 : tokens, now));
    if (!served) {
      throw refusal(call.service().signingName());
    }
  }

  private static AwsError refusal(String service) {
    return switch (service) {
      case "ec2" -> new AwsError(UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded.");
      case "elasticloadbalancing", "iam", "sts" ->
          AwsError.badRequest("Throttling", "Rate exceeded");
      case "tagging" -> AwsError.badRequest("ThrottledException", "Rate exceeded");
      default -> AwsError.badRequest("ThrottlingException", "Rate exceeded");
    };
  }
}
