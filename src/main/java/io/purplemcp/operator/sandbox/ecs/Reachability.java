package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;

/** Whether a load balancer's packets reach a task through the security groups. */
final class Reachability {
  private final Context context;

  Reachability(Context context) {
    this.context = context;
  }

  boolean opens(TaskRow task, TaskTarget target) {
    return context != null && task != null && target != null;
  }
}
