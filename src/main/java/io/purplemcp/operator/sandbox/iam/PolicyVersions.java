package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The texts that a managed policy had, of which one is in force. */
final class PolicyVersions {
  private static final int MOST_VERSIONS = 5;
  private final Context context;
  private final ManagedPolicies policies;

  PolicyVersions(Context context) {
    this.context = context;
    this.policies = new ManagedPolicies(context);
  }

  CreatePolicyVersionResponse create(CreatePolicyVersionRequest request) {
    PolicyRow policy = policies.requireModifiable(request.policyArn());
    if (policy.versions().size() >= MOST_VERSIONS) {
      throw IamErrors.limit(
          "A managed policy can have up to 5 versions. Before you create a new version, you must"
              + " delete an existing version.");
    }
    String document = policies.document(request.policyDocument());
    boolean inForce = Boolean.TRUE.equals(request.setAsDefault());
    PolicyRow changed = policy.withVersion(document, context.now(), inForce);
    policies.rows().put(policy.arn(), changed);
    PolicyVersion created = listed(changed, "v" + changed.lastVersion());
    return CreatePolicyVersionResponse.builder().policyVersion(created).build();
  }

  GetPolicyVersionResponse get(GetPolicyVersionRequest request) {
    PolicyRow policy = policies.require(request.policyArn());
    String document = require(policy, request.versionId()).document();
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            listed(policy, request.versionId()).toBuilder()
                .document(PolicyText.encoded(document))
                .build())
        .build();
  }

  ListPolicyVersionsResponse list(ListPolicyVersionsRequest request) {
    PolicyRow policy = policies.require(request.policyArn());
    List<PolicyVersion> all =
        policy.versions().keySet().stream().map(version -> listed(policy, version)).toList();
    Page<PolicyVersion> page = IamPages.of(all, request.marker(), request.maxItems());
    return ListPolicyVersionsResponse.builder()
        .versions(page.items())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  static PolicyVersion listed(PolicyRow policy, String version) {
    return PolicyVersion.builder()
        .versionId(version)
        .isDefaultVersion(version.equals(policy.defaultVersion()))
        .createDate(policy.versions().get(version).created())
        .build();
  }

  DeletePolicyVersionResponse delete(DeletePolicyVersionRequest request) {
    PolicyRow policy = policies.requireModifiable(request.policyArn());
    require(policy, request.versionId());
    if (request.versionId().equals(policy.defaultVersion())) {
      throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
    }
    policies.rows().put(policy.arn(), policy.withoutVersion(request.versionId()));
    return DeletePolicyVersionResponse.builder().build();
  }

  SetDefaultPolicyVersionResponse setDefault(SetDefaultPolicyVersionRequest request) {
    PolicyRow policy = policies.requireModifiable(request.policyArn());
    require(policy, request.versionId());
    policies.rows().put(policy.arn(), policy.withDefault(request.versionId(), context.now()));
    return SetDefaultPolicyVersionResponse.builder().build();
  }

  private static PolicyRow.Version require(PolicyRow policy, String version) {
    return Optional.ofNullable(policy.versions().get(version))
        .orElseThrow(
            () ->
                IamErrors.noSuchEntity(
                    "Policy "
                        + policy.arn()
                        + " version "
                        + version
                        + " does not exist or is not attachable."));
  }
}
