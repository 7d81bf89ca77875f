package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.iam.IamTables;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.iam.RoleRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The role with which ECS itself acts in an account. */
final class ServiceLinkedRole {
  private static final String NAME = "AWSServiceRoleForECS";
  private static final String SERVICE = "ecs.amazonaws.com";
  private static final String PATH = "/aws-service-role/" + SERVICE + "/";
  private static final String POLICY =
      "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\""
          + SERVICE
          + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final int ID_CAPITALS = 17;
  private static final int SESSION_SECONDS = 3600;

  private ServiceLinkedRole() {}

  static String arn(Context context) {
    return "arn:aws:iam::" + context.scope().account() + ":role" + PATH + NAME;
  }

  /** ECS makes the role with the account's first cluster. */
  static void ensure(Context context) {
    Table<RoleRow> roles = context.globalTable(IamTables.ROLES);
    String key = NAME.toLowerCase(Locale.ROOT);
    if (!roles.contains(key)) {
      roles.put(key, made(context));
    }
  }

  private static RoleRow made(Context context) {
    return new RoleRow(
        NAME,
        "AROA" + context.ids().capitals(ID_CAPITALS),
        PATH,
        arn(context),
        context.now(),
        TRUST,
        context.now(),
        Optional.of("Role to enable Amazon ECS to manage your cluster."),
        SESSION_SECONDS,
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of(POLICY));
  }

  /** Until IAM has told everybody about a new role, no service can be created. */
  static void require(Context context) {
    ensure(context);
    boolean usable =
        RoleBook.role(context, arn(context))
            .filter(role -> RoleBook.assumableBy(context, role, SERVICE))
            .isPresent();
    if (!usable) {
      throw EcsError.invalid(
          "Unable to assume the service linked role. Please verify that the ECS service linked"
              + " role exists.");
    }
  }
}
