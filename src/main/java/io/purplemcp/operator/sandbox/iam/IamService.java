package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/**
 * AWS Identity and Access Management: roles, their policies, managed policies and service-linked
 * roles. Users and groups are not kept.
 */
public final class IamService implements SandboxService {
  private final Context context;

  public IamService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "iam",
        Protocol.AWS_QUERY,
        IamClient.class,
        true,
        IamService.class,
        IamService::new,
        Set.of("SimulatePrincipalPolicy"),
        Ticker.NONE);
  }

  public CreateRoleResponse createRole(CreateRoleRequest request) {
    return new Roles(context).create(request);
  }

  public GetRoleResponse getRole(GetRoleRequest request) {
    return new Roles(context).get(request);
  }

  public ListRolesResponse listRoles(ListRolesRequest request) {
    return new Roles(context).list(request);
  }

  public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
    return new Roles(context).delete(request);
  }

  public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
    return new Roles(context).update(request);
  }

  public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request) {
    return new Roles(context).describe(request);
  }

  public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(
      UpdateAssumeRolePolicyRequest request) {
    return new Roles(context).updateTrust(request);
  }

  public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    return new InlinePolicies(context).put(request);
  }

  public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    return new InlinePolicies(context).get(request);
  }

  public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
    return new InlinePolicies(context).list(request);
  }

  public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
    return new InlinePolicies(context).delete(request);
  }

  public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    return new Attachments(context).attach(request);
  }

  public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
    return new Attachments(context).detach(request);
  }

  public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    return new Attachments(context).list(request);
  }

  public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
      PutRolePermissionsBoundaryRequest request) {
    return new Attachments(context).putBoundary(request);
  }

  public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
      DeleteRolePermissionsBoundaryRequest request) {
    return new Attachments(context).deleteBoundary(request);
  }

  public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
    return new ManagedPolicies(context).create(request);
  }

  public GetPolicyResponse getPolicy(GetPolicyRequest request) {
    return new ManagedPolicies(context).get(request);
  }

  public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
    return new ManagedPolicies(context).list(request);
  }

  public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request) {
    return new ManagedPolicies(context).entities(request);
  }

  public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
    return new ManagedPolicies(context).delete(request);
  }

  public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
    return new PolicyVersions(context).create(request);
  }

  public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
    return new PolicyVersions(context).get(request);
  }

  public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
    return new PolicyVersions(context).list(request);
  }

  public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
    return new PolicyVersions(context).delete(request);
  }

  public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(
      SetDefaultPolicyVersionRequest request) {
    return new PolicyVersions(context).setDefault(request);
  }

  public TagRoleResponse tagRole(TagRoleRequest request) {
    return new IamTags(context).tag(request);
  }

  public UntagRoleResponse untagRole(UntagRoleRequest request) {
    return new IamTags(context).untag(request);
  }

  public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
    return new IamTags(context).list(request);
  }

  public TagPolicyResponse tagPolicy(TagPolicyRequest request) {
    return new IamTags(context).tag(request);
  }

  public UntagPolicyResponse untagPolicy(UntagPolicyRequest request) {
    return new IamTags(context).untag(request);
  }

  public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request) {
    return new IamTags(context).list(request);
  }

  public CreateServiceLinkedRoleResponse createServiceLinkedRole(
      CreateServiceLinkedRoleRequest request) {
    return new ServiceLinkedRoles(context).create(request);
  }

  public DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(
      DeleteServiceLinkedRoleRequest request) {
    return new ServiceLinkedRoles(context).delete(request);
  }

  public GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
      GetServiceLinkedRoleDeletionStatusRequest request) {
    return new ServiceLinkedRoles(context).deletionStatus(request);
  }

  public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
      GetAccountAuthorizationDetailsRequest request) {
    return new AccountDetails(context).get(request);
  }

  public GetUserResponse getUser(GetUserRequest request) {
    return new Account(context).user(request);
  }

  public ListUsersResponse listUsers(ListUsersRequest request) {
    return new Account(context).users(request);
  }

  public ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest request) {
    return new Account(context).aliases(request);
  }

  public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
      ListInstanceProfilesForRoleRequest request) {
    return new Account(context).instanceProfiles(request);
  }

  public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
      SimulatePrincipalPolicyRequest request) {
    return new Simulation(context).simulate(request);
  }
}
