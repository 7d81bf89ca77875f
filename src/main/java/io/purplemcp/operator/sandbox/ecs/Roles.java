package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.iam.RoleRow;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS asks IAM about the roles of a task. */
final class Roles {
  private static final String TASKS = "ecs-tasks.amazonaws.com";

  private Roles() {}

  static boolean exists(Context context, String arnOrName) {
    return RoleBook.role(context, arnOrName).isPresent();
  }

  /** The first role of a task definition that ECS cannot take on now. */
  static Optional<String> cannotAssume(Context context, TaskDefinition definition) {
    return Stream.of(definition.executionRoleArn(), definition.taskRoleArn())
        .filter(arn -> arn != null && !arn.isEmpty())
        .filter(arn -> !isAssumable(context, arn))
        .findFirst();
  }

  private static boolean isAssumable(Context context, String arn) {
    return RoleBook.role(context, arn)
        .filter(role -> RoleBook.assumableBy(context, role, TASKS))
        .isPresent();
  }

  /**
   * Whether the execution role of a task may do something; without one nothing is allowed.
   *
   * @param resource an ARN, or {@code *}
   */
  static boolean allows(
      Context context, TaskDefinition definition, String action, String resource) {
    return allows(context, definition, action, resource, Map.of());
  }

  /**
   * @param keys condition keys of the request, such as {@code kms:ViaService}
   */
  static boolean allows(
      Context context,
      TaskDefinition definition,
      String action,
      String resource,
      Map<String, String> keys) {
    return role(context, definition)
        .filter(role -> RoleBook.allows(context, role, action, resource, keys))
        .isPresent();
  }

  private static Optional<RoleRow> role(Context context, TaskDefinition definition) {
    return Optional.ofNullable(definition.executionRoleArn())
        .flatMap(arn -> RoleBook.role(context, arn));
  }
}
