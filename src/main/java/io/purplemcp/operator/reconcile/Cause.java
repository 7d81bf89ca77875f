package io.purplemcp.operator.reconcile;

/** Why a change is to be made. */
public enum Cause {
  /** The desired state moved. */
  CONFIG,
  /** The world moved. */
  DRIFT
}
