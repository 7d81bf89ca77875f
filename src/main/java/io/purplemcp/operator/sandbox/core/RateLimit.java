package io.purplemcp.operator.sandbox.core;

/**
 * One bucket of tokens.
 *
 * @param burst how many calls a full bucket serves at once
 * @param perSecond how fast it refills
 */
record RateLimit(String service, String name, double burst, double perSecond) {}
