package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** The tags of roles and policies. */
final class IamTags {
  private final Roles roles;
  private final ManagedPolicies policies;

  IamTags(Context context) {
    this.roles = new Roles(context);
    this.policies = new ManagedPolicies(context);
  }

  TagRoleResponse tag(TagRoleRequest request) {
    RoleRow role = roles.require(request.roleName());
    Map<String, String> tags = IamChecks.tagged(role.tags(), request.tags());
    roles.change(role.name(), row -> row.withTags(tags));
    return TagRoleResponse.builder().build();
  }

  UntagRoleResponse untag(UntagRoleRequest request) {
    RoleRow role = roles.require(request.roleName());
    roles.change(role.name(), row -> row.withTags(without(role.tags(), request.tagKeys())));
    return UntagRoleResponse.builder().build();
  }

  ListRoleTagsResponse list(ListRoleTagsRequest request) {
    List<Tag> tags = IamChecks.tags(roles.require(request.roleName()).tags());
    Page<Tag> page = IamPages.of(tags, request.marker(), request.maxItems());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  TagPolicyResponse tag(TagPolicyRequest request) {
    PolicyRow policy = policies.requireModifiable(request.policyArn());
    Map<String, String> tags = IamChecks.tagged(policy.tags(), request.tags());
    policies.rows().put(policy.arn(), policy.withTags(tags));
    return TagPolicyResponse.builder().build();
  }

  UntagPolicyResponse untag(UntagPolicyRequest request) {
    PolicyRow policy = policies.requireModifiable(request.policyArn());
    Map<String, String> left = without(policy.tags(), request.tagKeys());
    policies.rows().put(policy.arn(), policy.withTags(left));
    return UntagPolicyResponse.builder().build();
  }

  ListPolicyTagsResponse list(ListPolicyTagsRequest request) {
    List<Tag> tags = IamChecks.tags(policies.require(request.policyArn()).tags());
    Page<Tag> page = IamPages.of(tags, request.marker(), request.maxItems());
    return ListPolicyTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  private static Map<String, String> without(Map<String, String> tags, List<String> keys) {
    Map<String, String> left = tags;
    for (String key : keys) {
      left = Ordered.without(left, key);
    }
    return left;
  }
}
