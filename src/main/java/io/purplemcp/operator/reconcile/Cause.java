package io.purplemcp.operator.reconcile;

/** Why a change is to be made. */
public enum Cause {
  /** The desired state moved. */
  CONFIG,
  /** The world moved. */
  DRIFT,
  /** The secret got another value, and running tasks keep the one that they were started with. */
  ROTATION,
  /** The image's tag points to another digest, and running tasks keep the one they have. */
  TAG_MOVE
}
