package io.purplemcp.operator.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the desired form of one resource with the observed one, field by field. Pure: both sides
 * come in canonical form, nothing is read and no clock is asked.
 *
 * <p>Only what is declared is compared; {@code null} on either side means that there is nothing. An
 * observed {@link Optional} that is empty means that AWS's answer did not carry the field: neither
 * drift nor agreement.
 */
public final class Comparison {
  private final List<Difference> differences = new ArrayList<>();
  private final Map<String, String> desired = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();

  /** A single value; compared by its text, so that {@code 300} equals {@code "300"}. */
  public Comparison value(String path, Object wanted, Object seen) {
    return compare(path, Value.of(wanted), Value.of(seen));
  }

  /** A value that AWS's answer may lack. */
  public Comparison carried(String path, Object wanted, Optional<?> seen) {
    if (seen.isEmpty()) {
      desired.put(path, Value.of(wanted).toString());
      unknown.add(path);
      return this;
    }
    return value(path, wanted, seen.get());
  }

  /** An id of another resource; unknown until that has been made. */
  public Comparison reference(String path, Optional<String> wanted, Object seen) {
    return compare(path, wanted.map(Value::of).orElse(Value.PENDING), Value.of(seen));
  }

  /** A collection whose order means nothing, as one field. */
  public Comparison set(String path, Collection<String> wanted, Collection<String> seen) {
    return compare(path, ofSet(wanted), ofSet(seen));
  }

  /** A map whose every entry is a field of its own; entries that were added are differences too. */
  public Comparison entries(String path, Map<String, String> wanted, Map<String, String> seen) {
    var keys = new TreeSet<>(wanted.keySet());
    keys.addAll(seen.keySet());
    for (String key : keys) {
      value(path + "[" + key + "]", wanted.get(key), seen.get(key));
    }
    return this;
  }

  /** A map of which only the declared entries are ours; others may stand beside them. */
  public Comparison declaredEntries(
      String path, Map<String, String> wanted, Map<String, String> seen) {
    for (var entry : new TreeMap<>(wanted).entrySet()) {
      value(path + "[" + entry.getKey() + "]", entry.getValue(), seen.get(entry.getKey()));
    }
    return this;
  }

  /** A value that must not be shown; only whether it differs. */
  public Comparison sensitive(String path, boolean same) {
    desired.put(path, Value.REDACTED.toString());
    if (!same) {
      differences.add(new Difference(path, Value.REDACTED, Value.REDACTED));
    }
    return this;
  }

  /** Any two values. */
  public Comparison compare(String path, Value wanted, Value seen) {
    desired.put(path, wanted.toString());
    if (!wanted.equals(seen)) {
      differences.add(new Difference(path, wanted, seen));
    }
    return this;
  }

  /** What differs at a path, or below it, opens the deployment to others. */
  public Comparison exposing(String prefix) {
    differences.replaceAll(d -> d.path().startsWith(prefix) ? d.exposes() : d);
    return this;
  }

  private static Value ofSet(Collection<String> values) {
    return values == null || values.isEmpty()
        ? Value.ABSENT
        : Value.of(String.join(", ", new TreeSet<>(values)));
  }

  public boolean same() {
    return differences.isEmpty();
  }

  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** The differences at a path or below it. */
  public List<Difference> differencesAt(String prefix) {
    return differences.stream().filter(d -> d.path().startsWith(prefix)).toList();
  }

  public boolean differsAt(String prefix) {
    return differences.stream().anyMatch(d -> d.path().startsWith(prefix));
  }

  /** The desired value of every field that was compared. */
  public Map<String, String> desired() {
    return Map.copyOf(desired);
  }

  /** The paths that AWS's answer did not carry. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }
}
