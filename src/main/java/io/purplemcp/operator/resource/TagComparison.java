package io.purplemcp.operator.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be done to the tags of a live resource. Keys that are declared are fields of their
 * own ({@code tags[team]}); labels that the spec does not have any more, which the resource itself
 * remembers in {@code purplemcp.io/labels}, are removed. Everybody else's tags, and above all AWS's
 * own ({@code aws:…}), are left alone.
 *
 * @param toSet the tags to write, with their values
 * @param toRemove the keys to remove
 */
public record TagComparison(Map<String, String> toSet, Set<String> toRemove) {
  private static final String RESERVED_PREFIX = "aws:";
  public static final String PATH = "tags";

  /** Compares, and adds what differs to the resource's comparison. */
  public static TagComparison of(
      Comparison comparison, Map<String, String> desired, Map<String, String> live) {
    var toSet = new TreeMap<String, String>();
    desired.forEach(
        (key, value) -> {
          if (!value.equals(live.get(key))) {
            toSet.put(key, value);
          }
        });
    Set<String> toRemove = outlived(desired, live);
    comparison.declaredEntries(PATH, desired, live);
    toRemove.forEach(key -> comparison.value(PATH + "[" + key + "]", null, live.get(key)));
    return new TagComparison(Map.copyOf(toSet), Set.copyOf(toRemove));
  }

  private static Set<String> outlived(Map<String, String> desired, Map<String, String> live) {
    var keys = new TreeSet<String>();
    if (live.containsKey(Ownership.LABELS)) {
      keys.add(Ownership.LABELS);
      keys.addAll(List.of(live.get(Ownership.LABELS).split(" ")));
    }
    keys.removeIf(
        key ->
            desired.containsKey(key) || !live.containsKey(key) || key.startsWith(RESERVED_PREFIX));
    return keys;
  }

  public boolean same() {
    return toSet.isEmpty() && toRemove.isEmpty();
  }
}
