package io.purplemcp.operator.resource;

import java.util.Map;
import java.util.stream.Stream;

/**
 * A live resource that carries our tags.
 *
 * @param resource what it is
 * @param id its ARN or id, as {@link Assessment#claimed} names it
 * @param ownership what its tags say
 */
public record Owned(ResourceId resource, String id, Ownership ownership) {
  /** What carries these tags, where they say that it is ours. */
  public static Stream<Owned> of(ResourceId resource, String id, Map<String, String> tags) {
    return Ownership.of(tags).map(ownership -> new Owned(resource, id, ownership)).stream();
  }
}
