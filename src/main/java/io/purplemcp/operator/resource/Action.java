package io.purplemcp.operator.resource;

/** What a change does to its resource. */
public enum Action {
  CREATE,
  UPDATE,
  REPLACE,
  /** Something foreign, or no longer wanted, is removed. */
  DELETE,
  /** Something of ours that has served its time is removed: an old revision. Never drift. */
  REAP
}
