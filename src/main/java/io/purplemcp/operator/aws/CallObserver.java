package io.purplemcp.operator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells a listener of every call that a target's clients make. */
public final class CallObserver implements ExecutionInterceptor {
  /** The SDK takes each name once in a process; live reload loads this class more than once. */
  private static final ExecutionAttribute<Instant> BEGAN =
      new ExecutionAttribute<>("purpleBegan-" + System.identityHashCode(CallObserver.class));

  private final String target;
  private final InstantSource clock;
  private final CallListener listener;

  public CallObserver(String target, InstantSource clock, CallListener listener) {
    this.target = target;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(BEGAN, clock.instant());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    tell(attributes, Optional.empty());
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    tell(
        attributes,
        Optional.of(Failures.of(context.exception(), OperationName.of(attributes).toString())));
  }

  private void tell(ExecutionAttributes attributes, Optional<Failure> failure) {
    OperationName name = OperationName.of(attributes);
    Instant now = clock.instant();
    Instant began = Optional.ofNullable(attributes.getAttribute(BEGAN)).orElse(now);
    listener.called(
        new AwsCall(
            target, name.toString(), name.mutating(), failure, Duration.between(began, now)));
  }
}
