package io.purplemcp.operator.sandbox.core;

import java.time.Instant;

/**
 * Temporary credentials that the sandbox gave out.
 *
 * @param accessKeyId {@code ASIA…}
 * @param expiration when they end
 */
public record Session(String accessKeyId, Identity identity, Instant expiration) {}
