package io.purplemcp.operator.resource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Turns the tag classes of the services, which are all alike, into maps and back. */
public final class Tags {
  private Tags() {}

  /** A service's tags by key: {@code Tags.map(cluster.tags(), Tag::key, Tag::value)}. */
  public static <T> Map<String, String> map(
      Collection<T> tags, Function<T, String> key, Function<T, String> value) {
    var map = new TreeMap<String, String>();
    tags.forEach(tag -> map.put(key.apply(tag), value.apply(tag) == null ? "" : value.apply(tag)));
    return map;
  }

  /** A service's tags from a map, ordered by key. */
  public static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> tag) {
    return new TreeMap<>(tags)
        .entrySet().stream().map(entry -> tag.apply(entry.getKey(), entry.getValue())).toList();
  }
}
