package io.purplemcp.operator.resource;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The ids that are known so far for one deployment. Not thread-safe: one pass, one thread. */
public final class References {
  private final Map<Reference, String> known = new EnumMap<>(Reference.class);

  public Optional<String> find(Reference reference) {
    return Optional.ofNullable(known.get(reference));
  }

  public void put(Reference reference, String value) {
    known.put(reference, value);
  }

  /** All that is known now. */
  public Map<Reference, String> known() {
    return Map.copyOf(known);
  }

  public void putAll(Map<Reference, String> values) {
    known.putAll(values);
  }
}
