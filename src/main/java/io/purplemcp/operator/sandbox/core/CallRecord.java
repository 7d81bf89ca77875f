package io.purplemcp.operator.sandbox.core;

/**
 * One call that the sandbox has served.
 *
 * @param service the name in the signature: {@code ecs}
 * @param mutating whether the operation may change state
 * @param status of the HTTP answer; 0 where the connection was cut instead of an answer
 * @param error AWS's error code, empty where the call succeeded
 * @param caller ARN
 */
public record CallRecord(
    String service,
    String operation,
    boolean mutating,
    int status,
    String error,
    String region,
    String caller,
    String requestId) {}
