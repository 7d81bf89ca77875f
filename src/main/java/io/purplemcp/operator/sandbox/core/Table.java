package io.purplemcp.operator.sandbox.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One table of the sandbox's state. Values are immutable, so that a copy of the table is cheap and
 * a stale read can be answered from an earlier one.
 */
public final class Table<V> {
  private final Map<String, V> rows;

  public Table() {
    this(Map.of());
  }

  private Table(Map<String, V> rows) {
    this.rows = new LinkedHashMap<>(rows);
  }

  public Optional<V> find(String key) {
    return Optional.ofNullable(rows.get(key));
  }

  public boolean contains(String key) {
    return rows.containsKey(key);
  }

  public void put(String key, V value) {
    rows.put(key, value);
  }

  /** Replaces a row that exists; does nothing where there is none. */
  public void change(String key, UnaryOperator<V> change) {
    rows.computeIfPresent(key, (k, value) -> change.apply(value));
  }

  public Optional<V> remove(String key) {
    return Optional.ofNullable(rows.remove(key));
  }

  public List<V> all() {
    return List.copyOf(rows.values());
  }

  public Map<String, V> rows() {
    return new LinkedHashMap<>(rows);
  }

  public Table<V> copy() {
    return new Table<>(rows);
  }
}
