package io.purplemcp.operator.sandbox.core;

/**
 * Names one table of the sandbox's state.
 *
 * @param name unique over all services: {@code ecs.clusters}
 * @param type of its immutable values
 */
public record TableKey<V>(String name, Class<V> type) {
  public static <V> TableKey<V> of(String name, Class<V> type) {
    return new TableKey<>(name, type);
  }
}
