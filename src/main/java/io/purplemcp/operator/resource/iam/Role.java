package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.resource.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * An IAM role with all that the operator compares of it.
 *
 * @param created when it was made; a young role is not usable everywhere yet
 * @param inline the inline policies by name
 * @param attached the attached managed policies: their names by ARN
 * @param boundary the ARN of the managed policy that bounds it
 * @param instanceProfiles how many instance profiles it is in
 */
public record Role(
    String name,
    String arn,
    Instant created,
    PolicyDocument trust,
    Map<String, PolicyDocument> inline,
    Map<String, String> attached,
    Optional<String> boundary,
    Map<String, String> tags,
    int instanceProfiles) {

  /** A role from the bulk read. */
  static Role of(RoleDetail detail) {
    var inline = new TreeMap<String, PolicyDocument>();
    detail
        .rolePolicyList()
        .forEach(
            policy -> inline.put(policy.policyName(), PolicyDocument.of(policy.policyDocument())));
    return new Role(
        detail.roleName(),
        detail.arn(),
        detail.createDate(),
        PolicyDocument.of(detail.assumeRolePolicyDocument()),
        inline,
        attached(detail.attachedManagedPolicies()),
        boundary(detail.permissionsBoundary()),
        tags(detail.tags()),
        detail.instanceProfileList().size());
  }

  static Map<String, String> attached(Collection<AttachedPolicy> policies) {
    var attached = new TreeMap<String, String>();
    policies.forEach(policy -> attached.put(policy.policyArn(), policy.policyName()));
    return attached;
  }

  static Optional<String> boundary(AttachedPermissionsBoundary boundary) {
    return Optional.ofNullable(boundary).map(AttachedPermissionsBoundary::permissionsBoundaryArn);
  }

  static Map<String, String> tags(Collection<Tag> tags) {
    return Tags.map(tags, Tag::key, Tag::value);
  }
}
