package io.purplemcp.operator.sandbox.core;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of an AWS service.
 *
 * @param name as AWS spells it on the wire: {@code CreateWebACL}
 * @param newRequest makes an empty builder of the request
 * @param newResponse makes an empty builder of the response
 * @param implementation the sandbox's method, absent where the sandbox does not know the operation
 */
public record Operation(
    String name,
    Supplier<SdkPojo> newRequest,
    Supplier<SdkPojo> newResponse,
    Optional<MethodHandle> implementation) {
  private static final Set<String> READING = Set.of("Describe", "Get", "List");

  Operation named(String wireName) {
    return new Operation(wireName, newRequest, newResponse, implementation);
  }

  /** Whether the operation is named as one that only reads. */
  boolean readsByName() {
    return READING.stream().anyMatch(name::startsWith);
  }
}
