package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.iam.ServiceLinkedRoles;

/** The role with which ECS itself acts in an account. */
final class ServiceLinkedRole {
  private ServiceLinkedRole() {}

  static String arn(Context context) {
    return "arn:aws:iam::"
        + context.scope().account()
        + ":role/aws-service-role/"
        + ServiceLinkedRoles.ECS
        + "/AWSServiceRoleForECS";
  }

  /** ECS makes the role with the account's first cluster or service. */
  static void ensure(Context context) {
    ServiceLinkedRoles.ensure(context, ServiceLinkedRoles.ECS);
  }

  /** Until IAM has told everybody about a new role, no service can be created. */
  static void require(Context context) {
    ensure(context);
    boolean usable =
        RoleBook.role(context, arn(context))
            .filter(role -> RoleBook.assumableBy(context, role, ServiceLinkedRoles.ECS))
            .isPresent();
    if (!usable) {
      throw EcsError.invalid(
          "Unable to assume the service linked role. Please verify that the ECS service linked"
              + " role exists.");
    }
  }
}
