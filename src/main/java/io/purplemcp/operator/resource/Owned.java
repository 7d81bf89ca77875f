package io.purplemcp.operator.resource;

/**
 * A live resource that carries our tags.
 *
 * @param resource what it is
 * @param id its ARN or id, as {@link Assessment#claimed} names it
 * @param ownership what its tags say
 */
public record Owned(ResourceId resource, String id, Ownership ownership) {}
