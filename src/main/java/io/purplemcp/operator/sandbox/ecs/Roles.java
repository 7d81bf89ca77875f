package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS asks IAM about the roles of a task. */
final class Roles {
  private Roles() {}

  static boolean exists(Context context, String arn) {
    return true;
  }

  static Optional<String> cannotAssume(Context context, TaskDefinition definition) {
    return Optional.empty();
  }
}
