package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;

/** Managed policies: those of the account and AWS's own. */
final class ManagedPolicies {
  /** Characters of a managed policy, white space not counted. */
  static final int LENGTH = 6144;

  private static final int FORBIDDEN = 403;
  private static final int ID_CHARACTERS = 17;
  private final Context context;

  ManagedPolicies(Context context) {
    this.context = context;
  }

  static Optional<PolicyRow> find(Context context, String arn) {
    return context.globalTable(IamTables.POLICIES).find(arn);
  }

  CreatePolicyResponse create(CreatePolicyRequest request) {
    IamChecks.name(request.policyName(), "policyName", IamChecks.POLICY_NAME_LENGTH);
    IamChecks.description(request.description());
    String path = IamChecks.path(request.path());
    String owned = "arn:aws:iam::" + context.scope().account() + ":policy";
    String name = request.policyName();
    if (rows().all().stream().anyMatch(p -> !p.awsManaged() && p.name().equalsIgnoreCase(name))) {
      throw IamErrors.exists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    PolicyRow policy =
        new PolicyRow(
                name,
                "ANPA" + context.ids().capitals(ID_CHARACTERS),
                path,
                owned + path + name,
                Optional.ofNullable(request.description()).filter(text -> !text.isEmpty()),
                context.now(),
                context.now(),
                Map.of(),
                "",
                0,
                IamChecks.tagged(Map.of(), request.tags()))
            .withVersion(document(request.policyDocument()), context.now(), true);
    rows().put(policy.arn(), policy);
    return CreatePolicyResponse.builder().policy(shown(policy)).build();
  }

  String document(String written) {
    String document = PolicyText.identity(context, written);
    if (document.length() > LENGTH) {
      throw IamErrors.limit("Cannot exceed quota for PolicySize: " + LENGTH);
    }
    return document;
  }

  GetPolicyResponse get(GetPolicyRequest request) {
    PolicyRow policy = require(request.policyArn());
    Policy.Builder shown = shown(policy).toBuilder().description(policy.description().orElse(null));
    return GetPolicyResponse.builder()
        .policy(shown.tags(IamChecks.tags(policy.tags())).build())
        .build();
  }

  /** What a list shows: neither description nor tags. */
  Policy shown(PolicyRow policy) {
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(policy.defaultVersion())
        .attachmentCount((int) attachedTo(policy).count())
        .permissionsBoundaryUsageCount((int) boundaryOf(policy).count())
        .isAttachable(true)
        .createDate(policy.created())
        .updateDate(policy.updated())
        .build();
  }

  private Stream<RoleRow> attachedTo(PolicyRow policy) {
    return roles(role -> role.attached().contains(policy.arn()));
  }

  private Stream<RoleRow> boundaryOf(PolicyRow policy) {
    return roles(role -> role.boundary().equals(Optional.of(policy.arn())));
  }

  private Stream<RoleRow> roles(Predicate<RoleRow> which) {
    return context.globalTable(IamTables.ROLES).all().stream().filter(which);
  }

  ListPoliciesResponse list(ListPoliciesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    String origin = request.scopeAsString() == null ? "All" : request.scopeAsString();
    List<PolicyRow> found =
        rows().all().stream()
            .filter(policy -> policy.path().startsWith(prefix))
            .filter(policy -> origin.equals("All") || origin.equals("AWS") == policy.awsManaged())
            .filter(
                policy ->
                    !Boolean.TRUE.equals(request.onlyAttached())
                        || attachedTo(policy).findAny().isPresent())
            .toList();
    Page<PolicyRow> page = IamPages.of(found, request.marker(), request.maxItems());
    return ListPoliciesResponse.builder()
        .policies(page.items().stream().map(this::shown).toList())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  ListEntitiesForPolicyResponse entities(ListEntitiesForPolicyRequest request) {
    PolicyRow policy = require(request.policyArn());
    boolean boundary = "PermissionsBoundary".equals(request.policyUsageFilterAsString());
    List<PolicyRole> roles =
        (boundary ? boundaryOf(policy) : attachedTo(policy))
            .map(role -> PolicyRole.builder().roleName(role.name()).roleId(role.id()).build())
            .toList();
    Page<PolicyRole> page = IamPages.of(roles, request.marker(), request.maxItems());
    return ListEntitiesForPolicyResponse.builder()
        .policyRoles(page.items())
        .policyUsers(List.of())
        .policyGroups(List.of())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  DeletePolicyResponse delete(DeletePolicyRequest request) {
    PolicyRow policy = requireModifiable(request.policyArn());
    if (attachedTo(policy).findAny().isPresent() || boundaryOf(policy).findAny().isPresent()) {
      throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (policy.versions().size() > 1) {
      throw IamErrors.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    rows().remove(policy.arn());
    return DeletePolicyResponse.builder().build();
  }

  PolicyRow require(String arn) {
    return rows()
        .find(arn)
        .orElseThrow(() -> IamErrors.noSuchEntity("Policy " + arn + " was not found."));
  }

  /** A policy of the account; AWS's own may not be changed. */
  PolicyRow requireModifiable(String arn) {
    PolicyRow policy = require(arn);
    if (policy.awsManaged()) {
      throw new AwsError(
          FORBIDDEN,
          "AccessDenied",
          "User: " + context.caller() + " is not authorized to change " + arn);
    }
    return policy;
  }

  Table<PolicyRow> rows() {
    return context.globalTable(IamTables.POLICIES);
  }
}
