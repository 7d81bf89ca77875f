package io.purplemcp.operator.sandbox.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of one scope. Guarded by the lock of its {@link Cloud}. */
public final class Store {
  private final Map<TableKey<?>, Table<?>> tables = new LinkedHashMap<>();

  @SuppressWarnings("unchecked")
  public <V> Table<V> table(TableKey<V> key) {
    return (Table<V>) tables.computeIfAbsent(key, k -> new Table<>());
  }

  public Map<TableKey<?>, Table<?>> tables() {
    return tables;
  }

  public Store copy() {
    Store copy = new Store();
    tables.forEach((key, table) -> copy.tables.put(key, table.copy()));
    return copy;
  }
}
