package io.purplemcp.operator.sandbox.core;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The operations that one implementation serves, read off its methods. They are found whatever the
 * case of their name, because the SDK's Java names and AWS's differ in it ({@code CreateWebAcl},
 * {@code CreateWebACL}).
 */
public final class Operations {
  private final ServiceDefinition service;
  private final Map<String, Operation> byLowerName = new LinkedHashMap<>();

  public Operations(ServiceDefinition service) {
    this.service = service;
    for (Method method : service.type().getDeclaredMethods()) {
      if (isOperation(method)) {
        byLowerName.put(lower(method.getName()), operation(method));
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

  /** Whether a call of it may change state. */
  public boolean mutates(Operation operation) {
    return !operation.readsByName() && !service.readOnly().contains(operation.name());
  }

  private static Operation operation(Method method) {
    try {
      method.setAccessible(true);
      return new Operation(
          method.getName(),
          builder(method.getParameterTypes()[0]),
          MethodHandles.lookup().unreflect(method));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot serve an operation", e);
    }
  }

  private static Supplier<SdkPojo> builder(Class<?> request) {
    return () -> {
      try {
        return (SdkPojo) request.getMethod("builder").invoke(null);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(request + " is no SDK model class", e);
      }
    };
  }

  private static boolean isOperation(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getParameterCount() == 1
        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && AwsResponse.class.isAssignableFrom(method.getReturnType());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
