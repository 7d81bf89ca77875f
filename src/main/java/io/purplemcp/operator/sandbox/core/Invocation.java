package io.purplemcp.operator.sandbox.core;

import software.amazon.awssdk.core.SdkPojo;

/** Calls the method of a service that serves an operation. */
final class Invocation {
  private Invocation() {}

  static SdkPojo invoke(Call call, Context context) {
    SandboxService service = call.service().create().apply(context);
    try {
      return (SdkPojo) call.operation().implementation().invoke(service, call.request());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(call.operation().name() + " failed", e);
    }
  }
}
