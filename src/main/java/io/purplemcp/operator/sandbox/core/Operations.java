package io.purplemcp.operator.sandbox.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The operations of one service, read off the SDK's client interface. They are found whatever the
 * case of their name, because the SDK's Java names and AWS's differ in it ({@code CreateWebAcl},
 * {@code CreateWebACL}).
 */
public final class Operations {
  private final ServiceDefinition service;
  private final Map<String, Operation> byLowerName = new LinkedHashMap<>();

  public Operations(ServiceDefinition service) {
    this.service = service;
    for (Method method : service.client().getMethods()) {
      if (isOperation(method)) {
        byLowerName.computeIfAbsent(lower(method.getName()), name -> operation(method));
      }
    }
  }

  public ServiceDefinition service() {
    return service;
  }

  /**
   * @param wireName as the caller spelt it
   */
  public Optional<Operation> find(String wireName) {
    return Optional.ofNullable(byLowerName.get(lower(wireName))).map(op -> op.named(wireName));
  }

  /** Every operation that the SDK knows. */
  public Collection<Operation> all() {
    return List.copyOf(byLowerName.values());
  }

  /** Whether a call of it may change state; only such calls are undone by a stale read. */
  public boolean mutates(Operation operation) {
    return !operation.readsByName() && !service.readOnly().contains(operation.name());
  }

  private Operation operation(Method method) {
    String name = method.getName();
    return new Operation(
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
        builder(method.getParameterTypes()[0]),
        builder(method.getReturnType()),
        implementation(method));
  }

  private Optional<MethodHandle> implementation(Method method) {
    return Arrays.stream(service.type().getMethods())
        .filter(m -> m.getName().equalsIgnoreCase(method.getName()))
        .filter(m -> Arrays.equals(m.getParameterTypes(), method.getParameterTypes()))
        .findFirst()
        .map(Operations::handle);
  }

  private static MethodHandle handle(Method method) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " must be public to serve an operation", e);
    }
  }

  private static Supplier<SdkPojo> builder(Class<?> model) {
    return () -> {
      try {
        return (SdkPojo) model.getMethod("builder").invoke(null);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(model + " is no SDK model class", e);
      }
    };
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && AwsResponse.class.isAssignableFrom(method.getReturnType());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
