package io.purplemcp.operator.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.purplemcp.operator.aws.AwsCall;
import io.purplemcp.operator.aws.CallListener;

/** Counts the calls to AWS, for {@code /q/metrics}. */
final class CallMetrics implements CallListener {
  private final MeterRegistry registry;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(AwsCall call) {
    registry
        .timer(
            "purple.aws.calls",
            "target",
            call.target(),
            "operation",
            call.operation(),
            "outcome",
            call.failure().map(failure -> failure.failureClass().name()).orElse("OK"))
        .record(call.duration());
  }
}
