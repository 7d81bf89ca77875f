package io.purplemcp.operator.sandbox.wire;

/**
 * A request as it came.
 *
 * @param target the header {@code X-Amz-Target}, empty where there is none
 * @param contentType the header, empty where there is none
 */
record WireRequest(String target, String contentType, String body) {}
