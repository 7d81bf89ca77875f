package io.purplemcp.operator.sandbox.waf;

import java.time.Duration;
import java.time.Instant;

/** How many requests one address has made since a moment. */
public record RateCount(Instant since, long requests) {
  RateCount next(Instant now, Duration window) {
    return now.isBefore(since.plus(window))
        ? new RateCount(since, requests + 1)
        : new RateCount(now, 1);
  }
}
