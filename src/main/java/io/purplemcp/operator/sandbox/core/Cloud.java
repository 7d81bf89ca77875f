package io.purplemcp.operator.sandbox.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** The whole state of the sandbox: a store for each account and region. */
public final class Cloud {
  private final Map<Scope, Store> stores = new LinkedHashMap<>();

  public Store in(Scope scope) {
    return stores.computeIfAbsent(scope, s -> new Store());
  }

  public Map<Scope, Store> stores() {
    return stores;
  }

  public Cloud copy() {
    Cloud copy = new Cloud();
    stores.forEach((scope, store) -> copy.stores.put(scope, store.copy()));
    return copy;
  }
}
