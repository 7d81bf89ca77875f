package io.purplemcp.operator.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /**
   * The calls that make the tags of a live resource right, each where there is something to do.
   *
   * @param set makes the call that writes tags
   * @param remove makes the call that removes keys
   */
  public List<Call> calls(
      Function<Map<String, String>, Call> set, Function<Set<String>, Call> remove) {
    return Stream.concat(
            Stream.of(toSet).filter(tags -> !tags.isEmpty()).map(set),
            Stream.of(toRemove).filter(keys -> !keys.isEmpty()).map(remove))
        .toList();
  }

  public boolean same() {
    return toSet.isEmpty() && toRemove.isEmpty();
  }
}
