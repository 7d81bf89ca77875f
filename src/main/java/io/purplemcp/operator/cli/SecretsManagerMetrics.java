package io.purplemcp.operator.cli;

import io.micrometer.core.instrument.Metrics;
import io.purplemcp.operator.aws.CallObserver;
import java.time.Clock;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts the calls of the Secrets Manager client that Quarkus' extension makes, as the others are
 * counted. The extension makes it by its name, so it takes the global registry.
 */
public final class SecretsManagerMetrics implements ExecutionInterceptor {
  private final CallObserver observer =
      new CallObserver("own account", Clock.systemUTC(), new CallMetrics(Metrics.globalRegistry));

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    observer.beforeExecution(context, attributes);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    observer.afterExecution(context, attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    observer.onExecutionFailure(context, attributes);
  }
}
