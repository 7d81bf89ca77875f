package io.purplemcp.operator.sandbox.core;

import java.time.Instant;

/**
 * What one call to the sandbox works with.
 *
 * @param cloud the state; for a stale read an earlier one
 * @param scope the caller's account and the region of the endpoint
 * @param now the sandbox's own time
 * @param ids new ids
 * @param caller the ARN of the caller
 */
public record Context(Cloud cloud, Scope scope, Instant now, Ids ids, String caller) {
  /** A table of the caller's account and region. */
  public <V> Table<V> table(TableKey<V> key) {
    return cloud.in(scope).table(key);
  }

  /** A table of the caller's account that has no region: IAM's. */
  public <V> Table<V> globalTable(TableKey<V> key) {
    return cloud.in(scope.global()).table(key);
  }

  public Context in(Scope other) {
    return new Context(cloud, other, now, ids, caller);
  }
}
