package io.purplemcp.operator.sandbox.core;

import java.time.Duration;
import java.time.Instant;

/**
 * What one call to the sandbox works with.
 *
 * @param cloud the state; for a stale read an earlier one
 * @param scope the caller's account and the region of the endpoint
 * @param now the time, which is also its clients'
 * @param ids new ids
 * @param caller the ARN of the caller
 * @param pace how fast things happen
 */
public record Context(Cloud cloud, Scope scope, Instant now, Ids ids, String caller, Pace pace) {
  /** At AWS's own pace. */
  public Context(Cloud cloud, Scope scope, Instant now, Ids ids, String caller) {
    this(cloud, scope, now, ids, caller, Pace.REAL);
  }

  /** A table of the caller's account and region. */
  public <V> Table<V> table(TableKey<V> key) {
    return cloud.in(scope).table(key);
  }

  /** A table of the caller's account that has no region: IAM's. */
  public <V> Table<V> globalTable(TableKey<V> key) {
    return cloud.in(scope.global()).table(key);
  }

  public Context in(Scope other) {
    return new Context(cloud, other, now, ids, caller, pace);
  }

  /** The same at another moment. */
  public Context at(Instant moment) {
    return new Context(cloud, scope, moment, ids, caller, pace);
  }

  /**
   * When something that begins now is over.
   *
   * @param onAws how long it takes there
   */
  public Instant after(Duration onAws) {
    return now.plus(pace.of(onAws));
  }
}
