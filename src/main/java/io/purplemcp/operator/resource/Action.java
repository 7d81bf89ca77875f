package io.purplemcp.operator.resource;

/** What a change does to its resource. */
public enum Action {
  CREATE,
  UPDATE,
  REPLACE,
  DELETE
}
