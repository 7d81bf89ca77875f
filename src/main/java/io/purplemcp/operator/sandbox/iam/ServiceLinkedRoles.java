package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/** The roles that AWS services keep for themselves in an account. */
public final class ServiceLinkedRoles {
  /** ECS's, made with the first cluster. */
  public static final String ECS = "ecs.amazonaws.com";

  /** Elastic Load Balancing's, made with the first load balancer. */
  public static final String ELASTIC_LOAD_BALANCING = "elasticloadbalancing.amazonaws.com";

  /** Application Auto Scaling's for ECS, made with the first scalable target. */
  public static final String ECS_SCALING = "ecs.application-autoscaling.amazonaws.com";

  /** Names, and the descriptions that the services themselves give, by service principal. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          ECS,
          new Kind("AWSServiceRoleForECS", "Role to enable Amazon ECS to manage your cluster."),
          ELASTIC_LOAD_BALANCING,
          new Kind(
              "AWSServiceRoleForElasticLoadBalancing",
              "Allows ELB to call AWS services on your behalf."),
          ECS_SCALING,
          new Kind("AWSServiceRoleForApplicationAutoScaling_ECSService", ""));

  private static final int ID_CHARACTERS = 17;
  private final Context context;

  private record Kind(String role, String description) {}

  ServiceLinkedRoles(Context context) {
    this.context = context;
  }

  /** Whether the account has the role of a service. */
  public static boolean exists(Context context, String service) {
    return RoleBook.role(context, KINDS.get(service).role()).isPresent();
  }

  /**
   * Makes the role of a service where the account has none, as the service's own first create call
   * does.
   *
   * @param service one of the principals named here
   */
  public static void ensure(Context context, String service) {
    if (!exists(context, service)) {
      Kind kind = KINDS.get(service);
      new ServiceLinkedRoles(context).add(service, kind.role(), kind.description());
    }
  }

  CreateServiceLinkedRoleResponse create(CreateServiceLinkedRoleRequest request) {
    String service = request.awsServiceName();
    Kind kind =
        Optional.ofNullable(KINDS.get(service == null ? "" : service))
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "InvalidInput", "The sandbox knows no service-linked role of " + service));
    if (exists(context, service)) {
      throw IamErrors.invalidInput(
          "Service role name "
              + kind.role()
              + " has been taken in this account, please try a"
              + " different suffix.");
    }
    add(service, kind.role(), Optional.ofNullable(request.description()).orElse(""));
    return CreateServiceLinkedRoleResponse.builder()
        .role(new Roles(context).get(GetRoleRequest.builder().roleName(kind.role()).build()).role())
        .build();
  }

  private void add(String service, String name, String description) {
    Instant now = context.now();
    String path = "/aws-service-role/" + service + "/";
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
            + service
            + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    RoleRow role =
        new RoleRow(
            name,
            "AROA" + context.ids().capitals(ID_CHARACTERS),
            path,
            "arn:aws:iam::" + context.scope().account() + ":role" + path + name,
            now,
            trust,
            now,
            Optional.of(description).filter(text -> !text.isEmpty()),
            Roles.DEFAULT_SESSION_SECONDS,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of());
    context.globalTable(IamTables.ROLES).put(Roles.key(name), role);
  }

  /** Deletes at once; that the service still has resources is not looked at. */
  DeleteServiceLinkedRoleResponse delete(DeleteServiceLinkedRoleRequest request) {
    RoleRow role = new Roles(context).require(request.roleName());
    if (!role.serviceLinked()) {
      throw IamErrors.noRole(request.roleName());
    }
    context.globalTable(IamTables.ROLES).remove(Roles.key(role.name()));
    return DeleteServiceLinkedRoleResponse.builder()
        .deletionTaskId("task" + role.path() + role.name() + "/" + context.ids().uuid())
        .build();
  }

  GetServiceLinkedRoleDeletionStatusResponse deletionStatus(
      GetServiceLinkedRoleDeletionStatusRequest request) {
    if (!String.valueOf(request.deletionTaskId()).startsWith("task/aws-service-role/")) {
      throw IamErrors.noSuchEntity(
          "The deletion task " + request.deletionTaskId() + " is unknown.");
    }
    return GetServiceLinkedRoleDeletionStatusResponse.builder().status("SUCCEEDED").build();
  }
}
