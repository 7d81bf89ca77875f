package io.purplemcp.operator.sandbox.core;

import software.amazon.awssdk.core.SdkPojo;

/**
 * One call, read off the wire.
 *
 * @param region of the signature
 */
public record Call(
    ServiceDefinition service,
    Operation operation,
    boolean mutating,
    String region,
    String accessKeyId,
    SdkPojo request) {}
