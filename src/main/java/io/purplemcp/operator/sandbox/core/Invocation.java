package io.purplemcp.operator.sandbox.core;

import java.lang.invoke.MethodHandle;
import software.amazon.awssdk.core.SdkPojo;

/** Calls the method of a service that serves an operation. */
final class Invocation {
  private Invocation() {}

  static SdkPojo invoke(Call call, Context context) {
    MethodHandle method = call.operation().implementation().orElseThrow(() -> unknown(call));
    try {
      return (SdkPojo) method.invoke(call.service().create().apply(context), call.request());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(call.operation().name() + " failed", e);
    }
  }

  private static AwsError unknown(Call call) {
    return AwsError.notImplemented(call.service().signingName(), call.operation().name());
  }
}
