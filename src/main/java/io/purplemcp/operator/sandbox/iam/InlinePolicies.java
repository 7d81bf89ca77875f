package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies that are written into a role. */
final class InlinePolicies {
  /** Characters of all inline policies of a role together, white space not counted. */
  private static final int TOTAL_LENGTH = 10_240;

  private final Context context;
  private final Roles roles;

  InlinePolicies(Context context) {
    this.context = context;
    this.roles = new Roles(context);
  }

  PutRolePolicyResponse put(PutRolePolicyRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    IamChecks.name(request.policyName(), "policyName", IamChecks.POLICY_NAME_LENGTH);
    String document = PolicyText.identity(context, request.policyDocument());
    Map<String, String> inline = Ordered.with(role.inline(), request.policyName(), document);
    if (inline.values().stream().mapToInt(String::length).sum() > TOTAL_LENGTH) {
      throw IamErrors.limit(
          "Maximum policy size of " + TOTAL_LENGTH + " bytes exceeded for role " + role.name());
    }
    roles.change(role.name(), row -> row.withInline(inline));
    return PutRolePolicyResponse.builder().build();
  }

  GetRolePolicyResponse get(GetRolePolicyRequest request) {
    RoleRow role = roles.require(request.roleName());
    return GetRolePolicyResponse.builder()
        .roleName(role.name())
        .policyName(request.policyName())
        .policyDocument(PolicyText.encoded(require(role, request.policyName())))
        .build();
  }

  ListRolePoliciesResponse list(ListRolePoliciesRequest request) {
    List<String> names = List.copyOf(roles.require(request.roleName()).inline().keySet());
    Page<String> page = IamPages.of(names, request.marker(), request.maxItems());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request) {
    RoleRow role = roles.requireModifiable(request.roleName());
    require(role, request.policyName());
    Map<String, String> left = Ordered.without(role.inline(), request.policyName());
    roles.change(role.name(), row -> row.withInline(left));
    return DeleteRolePolicyResponse.builder().build();
  }

  private static String require(RoleRow role, String policy) {
    return Optional.ofNullable(role.inline().get(policy))
        .orElseThrow(
            () ->
                IamErrors.noSuchEntity(
                    "The role policy with name " + policy + " cannot be found."));
  }
}
