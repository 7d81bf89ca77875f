package io.purplemcp.operator.sandbox.core;

import java.lang.invoke.MethodHandle;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of an AWS service.
 *
 * @param name as AWS spells it on the wire: {@code CreateWebACL}
 * @param newRequest makes an empty builder of the request
 * @param implementation the sandbox's method
 */
public record Operation(String name, Supplier<SdkPojo> newRequest, MethodHandle implementation) {
  private static final Set<String> READING = Set.of("Describe", "Get", "List");

  Operation named(String wireName) {
    return new Operation(wireName, newRequest, implementation);
  }

  /** Whether the operation is named as one that only reads. */
  boolean readsByName() {
    return READING.stream().anyMatch(name::startsWith);
  }
}
