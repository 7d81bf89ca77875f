package io.purplemcp.operator.aws;

import java.time.Duration;

/** Our own share of a published rate is used up for longer than a worker may wait. */
public final class RateLimitExceeded extends RuntimeException {
  RateLimitExceeded(OperationName operation, Duration longest) {
    super(
        "%s was not sent: our share of AWS's published rate is used up for more than %d s"
            .formatted(operation, longest.toSeconds()),
        null,
        false,
        false);
  }
}
