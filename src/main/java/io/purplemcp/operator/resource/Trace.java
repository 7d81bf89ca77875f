package io.purplemcp.operator.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By what a call that changed a field of a resource is known in the account's history of calls.
 *
 * @param names under which the history may list the resource; the first is asked for
 * @param mentions what the call's parameters have to name: of each set one
 * @param calls which calls can have changed the field
 * @param global whether they are IAM's, which are recorded in one region only
 */
public record Trace(
    List<String> names, List<Set<String>> mentions, Set<String> calls, boolean global) {
  public Trace {
    names = List.copyOf(names);
    mentions = List.copyOf(mentions);
    calls = Set.copyOf(calls);
  }

  /** A resource that each call on it names in the same way, by its id or ARN. */
  public static Trace of(String name, Set<String> calls) {
    return new Trace(List.of(name), List.of(Set.of(name)), calls, false);
  }

  /** Whether a call's parameters name the resource. */
  public boolean isNamedBy(Set<String> texts) {
    return mentions.stream().allMatch(forms -> forms.stream().anyMatch(texts::contains));
  }

  /**
   * The calls that can have changed a field, by the beginning of its path.
   *
   * @param byPath the longest beginning that fits decides; the empty one fits all
   */
  public static Optional<Set<String>> calls(String path, Map<String, Set<String>> byPath) {
    return byPath.keySet().stream()
        .filter(path::startsWith)
        .max(Comparator.comparing(String::length))
        .map(byPath::get);
  }
}
