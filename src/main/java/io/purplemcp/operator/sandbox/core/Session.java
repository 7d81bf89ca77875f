package io.purplemcp.operator.sandbox.core;

import java.time.Instant;

/**
 * Temporary credentials that the sandbox gave out.
 *
 * @param accessKeyId {@code ASIA…}
 * @param expiration in the sandbox's time
 */
public record Session(String accessKeyId, Identity identity, Instant expiration) {}
