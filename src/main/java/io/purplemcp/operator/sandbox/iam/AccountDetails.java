package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/**
 * Everything about the account's roles and policies in one list. It carries no description and no
 * session duration of roles; of AWS's own policies those that are in use.
 */
final class AccountDetails {
  private static final Set<String> FILTERS =
      Set.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");
  private final Context context;
  private final Roles roles;
  private final ManagedPolicies policies;

  AccountDetails(Context context) {
    this.context = context;
    this.roles = new Roles(context);
    this.policies = new ManagedPolicies(context);
  }

  GetAccountAuthorizationDetailsResponse get(GetAccountAuthorizationDetailsRequest request) {
    List<String> filter = request.filterAsStrings();
    filter.stream()
        .filter(kind -> !FILTERS.contains(kind))
        .findFirst()
        .ifPresent(
            kind -> {
              throw IamErrors.constraint(kind, "filter", "satisfy enum value set: " + FILTERS);
            });
    Page<Object> page = IamPages.of(rows(filter), request.marker(), request.maxItems());
    return GetAccountAuthorizationDetailsResponse.builder()
        .userDetailList(List.of())
        .groupDetailList(List.of())
        .roleDetailList(of(page, RoleRow.class).map(this::role).toList())
        .policies(of(page, PolicyRow.class).map(this::policy).toList())
        .isTruncated(page.next().isPresent())
        .marker(page.next().orElse(null))
        .build();
  }

  private List<Object> rows(List<String> filter) {
    Stream<RoleRow> wantedRoles =
        wanted(filter, "Role") ? roles.rows().all().stream() : Stream.empty();
    Stream<PolicyRow> wantedPolicies =
        policies.rows().all().stream()
            .filter(
                policy ->
                    policy.awsManaged()
                        ? wanted(filter, "AWSManagedPolicy") && used(policy)
                        : wanted(filter, "LocalManagedPolicy"));
    return Stream.<Object>concat(wantedRoles, wantedPolicies).toList();
  }

  private static boolean wanted(List<String> filter, String kind) {
    return filter.isEmpty() || filter.contains(kind);
  }

  private boolean used(PolicyRow policy) {
    return roles.rows().all().stream()
        .anyMatch(
            role ->
                role.attached().contains(policy.arn())
                    || role.boundary().equals(Optional.of(policy.arn())));
  }

  private static <T> Stream<T> of(Page<Object> page, Class<T> type) {
    return page.items().stream().filter(type::isInstance).map(type::cast);
  }

  private RoleDetail role(RoleRow role) {
    RoleDetail.Builder detail =
        RoleDetail.builder()
            .path(role.path())
            .roleName(role.name())
            .roleId(role.id())
            .arn(role.arn())
            .createDate(role.created())
            .assumeRolePolicyDocument(roles.shownTrust(role))
            .instanceProfileList(List.of())
            .rolePolicyList(role.inline().entrySet().stream().map(AccountDetails::inline).toList())
            .attachedManagedPolicies(
                Attachments.policies(context, role).map(Attachments::attached).toList())
            .tags(IamChecks.tags(role.tags()))
            .roleLastUsed(RoleLastUsed.builder().build());
    role.boundary().ifPresent(arn -> detail.permissionsBoundary(Roles.boundary(arn)));
    return detail.build();
  }

  private static PolicyDetail inline(Map.Entry<String, String> policy) {
    return PolicyDetail.builder()
        .policyName(policy.getKey())
        .policyDocument(PolicyText.encoded(policy.getValue()))
        .build();
  }

  private ManagedPolicyDetail policy(PolicyRow policy) {
    Policy shown = policies.shown(policy);
    List<PolicyVersion> versions =
        policy.versions().entrySet().stream()
            .map(
                version ->
                    PolicyVersions.listed(policy, version.getKey()).toBuilder()
                        .document(PolicyText.encoded(version.getValue().document()))
                        .build())
            .toList();
    return ManagedPolicyDetail.builder()
        .policyName(shown.policyName())
        .policyId(shown.policyId())
        .arn(shown.arn())
        .path(shown.path())
        .defaultVersionId(shown.defaultVersionId())
        .attachmentCount(shown.attachmentCount())
        .permissionsBoundaryUsageCount(shown.permissionsBoundaryUsageCount())
        .isAttachable(true)
        .description(policy.description().orElse(null))
        .createDate(shown.createDate())
        .updateDate(shown.updateDate())
        .policyVersionList(versions)
        .build();
  }
}
