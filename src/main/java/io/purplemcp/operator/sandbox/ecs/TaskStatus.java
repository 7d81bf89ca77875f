package io.purplemcp.operator.sandbox.ecs;

/** The stations of a task's life, in their order. */
enum TaskStatus {
  /** Its network interface is being made. */
  PROVISIONING,
  /** Secrets are fetched, the image is pulled. */
  PENDING,
  /** It is registered with load balancers. */
  ACTIVATING,
  RUNNING,
  /** Load balancers drain it. */
  DEACTIVATING,
  /** Its containers have been told to stop. */
  STOPPING,
  /** Its network interface is being removed. */
  DEPROVISIONING,
  STOPPED;

  boolean countsAsPending() {
    return this == PROVISIONING || this == PENDING || this == ACTIVATING;
  }

  boolean countsAsRunning() {
    return this == RUNNING || this == DEACTIVATING || this == STOPPING;
  }
}
