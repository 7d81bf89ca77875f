package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;

/** Which managed policies hold for a role: as permissions or as their boundary. */
final class Attachments {
  /** The default of the quota. */
  private static final int POLICIES_PER_ROLE = 10;

  private final Context context;
  private final Roles roles;

  Attachments(Context context) {
    this.context = context;
    this.roles = new Roles(context);
  }

  AttachRolePolicyResponse attach(AttachRolePolicyRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    String arn = request.policyArn();
    roles.requirePolicy(arn);
    if (!role.attached().contains(arn)) {
      if (role.attached().size() >= POLICIES_PER_ROLE) {
        throw IamErrors.limit("Cannot exceed quota for PoliciesPerRole: " + POLICIES_PER_ROLE);
      }
      List<String> all = Stream.concat(role.attached().stream(), Stream.of(arn)).toList();
      roles.change(role.name(), row -> row.withAttached(all));
    }
    return AttachRolePolicyResponse.builder().build();
  }

  DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    if (!role.attached().contains(request.policyArn())) {
      throw IamErrors.noSuchEntity("Policy " + request.policyArn() + " was not found.");
    }
    List<String> left =
        role.attached().stream().filter(arn -> !arn.equals(request.policyArn())).toList();
    roles.change(role.name(), row -> row.withAttached(left));
    return DetachRolePolicyResponse.builder().build();
  }

  ListAttachedRolePoliciesResponse list(ListAttachedRolePoliciesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    List<AttachedPolicy> under =
        policies(context, roles.require(request.roleName()))
            .filter(policy -> policy.path().startsWith(prefix))
            .map(Attachments::attached)
            .toList();
    Page<AttachedPolicy> page = IamPages.of(under, request.marker(), request.maxItems());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  /** The policies that are attached to a role. */
  static Stream<PolicyRow> policies(Context context, RoleRow role) {
    return role.attached().stream().flatMap(arn -> ManagedPolicies.find(context, arn).stream());
  }

  static AttachedPolicy attached(PolicyRow policy) {
    return AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build();
  }

  PutRolePermissionsBoundaryResponse putBoundary(PutRolePermissionsBoundaryRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    roles.requirePolicy(request.permissionsBoundary());
    roles.change(role.name(), row -> row.withBoundary(Optional.of(request.permissionsBoundary())));
    return PutRolePermissionsBoundaryResponse.builder().build();
  }

  DeleteRolePermissionsBoundaryResponse deleteBoundary(
      DeleteRolePermissionsBoundaryRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    if (role.boundary().isEmpty()) {
      throw IamErrors.noSuchEntity(
          "The permissions boundary of role " + role.name() + " cannot be found.");
    }
    roles.change(role.name(), row -> row.withBoundary(Optional.empty()));
    return DeleteRolePermissionsBoundaryResponse.builder().build();
  }
}
