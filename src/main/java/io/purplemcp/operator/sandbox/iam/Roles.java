package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles themselves: what they are called and who may take them on. */
final class Roles {
  static final int DEFAULT_SESSION_SECONDS = 3600;

  /** The default of the quota of characters in a trust policy, white space not counted. */
  private static final int TRUST_LENGTH = 2048;

  private static final int ID_CHARACTERS = 17;
  private final Context context;

  Roles(Context context) {
    this.context = context;
  }

  CreateRoleResponse create(CreateRoleRequest request) {
    IamChecks.name(request.roleName(), "roleName", IamChecks.ROLE_NAME_LENGTH);
    IamChecks.description(request.description());
    String path = IamChecks.path(request.path());
    int duration = sessionDuration(request.maxSessionDuration());
    if (rows().contains(key(request.roleName()))) {
      throw IamErrors.exists("Role with name " + request.roleName() + " already exists.");
    }
    Optional<String> boundary = Optional.ofNullable(request.permissionsBoundary());
    boundary.ifPresent(this::requirePolicy);
    RoleRow role =
        new RoleRow(
            request.roleName(),
            "AROA" + context.ids().capitals(ID_CHARACTERS),
            path,
            arn(path, request.roleName()),
            context.now().truncatedTo(ChronoUnit.SECONDS),
            trust(request.assumeRolePolicyDocument()),
            context.now(),
            Optional.ofNullable(request.description()).filter(text -> !text.isEmpty()),
            duration,
            boundary,
            IamChecks.tagged(Map.of(), request.tags()),
            Map.of(),
            List.of());
    rows().put(key(role.name()), role);
    // Unlike GetRole, the answer carries neither the boundary's nor the last use's details.
    return CreateRoleResponse.builder()
        .role(listed(role).toBuilder().tags(tags(role)).build())
        .build();
  }

  private String arn(String path, String name) {
    return "arn:aws:iam::" + context.scope().account() + ":role" + path + name;
  }

  private static int sessionDuration(Integer seconds) {
    int duration = seconds == null ? DEFAULT_SESSION_SECONDS : seconds;
    IamChecks.sessionDuration(duration);
    return duration;
  }

  private String trust(String document) {
    String trust = PolicyText.trust(context, document);
    if (trust.length() > TRUST_LENGTH) {
      throw IamErrors.limit("Cannot exceed quota for ACLSizePerRole: " + TRUST_LENGTH);
    }
    return trust;
  }

  void requirePolicy(String arn) {
    ManagedPolicies.find(context, arn)
        .orElseThrow(
            () ->
                IamErrors.noSuchEntity("Policy " + arn + " does not exist or is not attachable."));
  }

  GetRoleResponse get(GetRoleRequest request) {
    RoleRow role = require(request.roleName());
    Role.Builder shown = listed(role).toBuilder().roleLastUsed(RoleLastUsed.builder().build());
    role.boundary().ifPresent(arn -> shown.permissionsBoundary(boundary(arn)));
    if (!role.tags().isEmpty()) {
      shown.tags(tags(role));
    }
    return GetRoleResponse.builder().role(shown.build()).build();
  }

  private static List<Tag> tags(RoleRow role) {
    return IamChecks.tags(role.tags());
  }

  static AttachedPermissionsBoundary boundary(String arn) {
    return AttachedPermissionsBoundary.builder()
        .permissionsBoundaryType("Policy")
        .permissionsBoundaryArn(arn)
        .build();
  }

  ListRolesResponse list(ListRolesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    List<RoleRow> under =
        rows().all().stream().filter(role -> role.path().startsWith(prefix)).toList();
    Page<RoleRow> page = IamPages.of(under, request.marker(), request.maxItems());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(this::listed).toList())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  /** What ListRoles shows of a role: neither tags nor boundary nor last use. */
  private Role listed(RoleRow role) {
    return Role.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .assumeRolePolicyDocument(shownTrust(role))
        .description(role.description().orElse(null))
        .maxSessionDuration(role.maxSessionDuration())
        .build();
  }

  String shownTrust(RoleRow role) {
    return PolicyText.encoded(TrustPrincipals.shown(context, role.trust()));
  }

  DeleteRoleResponse delete(DeleteRoleRequest request) {
    RoleRow role = requireModifiable(request.roleName());
    if (!role.attached().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline().isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    rows().remove(key(role.name()));
    return DeleteRoleResponse.builder().build();
  }

  /** A member that is left out stays as it is. Service-linked roles can be described too. */
  UpdateRoleResponse update(UpdateRoleRequest request) {
    RoleRow role = require(request.roleName());
    IamChecks.description(request.description());
    if (request.maxSessionDuration() != null) {
      role = role.withMaxSessionDuration(sessionDuration(request.maxSessionDuration()));
    }
    if (request.description() != null) {
      role =
          role.withDescription(Optional.of(request.description()).filter(text -> !text.isEmpty()));
    }
    rows().put(key(role.name()), role);
    return UpdateRoleResponse.builder().build();
  }

  UpdateRoleDescriptionResponse describe(UpdateRoleDescriptionRequest request) {
    IamChecks.description(request.description());
    RoleRow role =
        require(request.roleName())
            .withDescription(
                Optional.ofNullable(request.description()).filter(text -> !text.isEmpty()));
    rows().put(key(role.name()), role);
    return UpdateRoleDescriptionResponse.builder().role(listed(role)).build();
  }

  UpdateAssumeRolePolicyResponse updateTrust(UpdateAssumeRolePolicyRequest request) {
    String name = requireModifiable(request.roleName()).name();
    String trust = trust(request.policyDocument());
    change(name, role -> role.withTrust(trust, context.now()));
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  RoleRow require(String name) {
    IamChecks.name(name, "roleName", IamChecks.ROLE_NAME_LENGTH);
    return rows().find(key(name)).orElseThrow(() -> IamErrors.noRole(name));
  }

  /** A role that is not kept by a service for itself. */
  RoleRow requireModifiable(String name) {
    RoleRow role = require(name);
    if (role.serviceLinked()) {
      throw IamErrors.unmodifiable(role.name());
    }
    return role;
  }

  void change(String name, UnaryOperator<RoleRow> change) {
    rows().change(key(name), change);
  }

  Table<RoleRow> rows() {
    return context.globalTable(IamTables.ROLES);
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
