package io.purplemcp.operator.sandbox.iam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Immutable maps that keep the order in which things were added, as AWS's lists do. */
final class Ordered {
  private Ordered() {}

  static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.remove(key);
    return changed;
  }
}
