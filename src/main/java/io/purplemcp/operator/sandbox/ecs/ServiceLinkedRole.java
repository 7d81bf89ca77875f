package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;

/** The role with which ECS itself acts in an account. */
final class ServiceLinkedRole {
  private ServiceLinkedRole() {}

  static void require(Context context) {}
}
