package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Tags;
import io.purplemcp.operator.resource.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** The mutating calls on one role. */
record RoleCalls(RoleForm form, View view) {
  private String name() {
    return form.name();
  }

  List<Call> create() {
    Call create = Call.of("iam:CreateRole", this::createRole);
    return form.use().mayAct(form.deployment()) ? List.of(create, putPolicy()) : List.of(create);
  }

  private AwsResponse createRole(Execution execution) {
    IamClient iam = execution.clients().iam();
    try {
      var answer =
          iam.createRole(
              request -> {
                request
                    .roleName(name())
                    .description(
                        form.use().title()
                            + " of the Purple MCP deployment "
                            + form.deployment().name())
                    .assumeRolePolicyDocument(form.trust().text())
                    .tags(Tags.list(form.tags(), RoleCalls::tag));
                form.boundary().ifPresent(request::permissionsBoundary);
              });
      execution.publish(form.use().reference(), answer.role().arn());
      return answer;
    } catch (EntityAlreadyExistsException exists) {
      // The snapshot may be older than a creation of ours whose answer was lost.
      var answer = iam.getRole(request -> request.roleName(name()));
      if (!OwnershipCheck.owned(Role.tags(answer.role().tags()), form.deployment())) {
        throw exists;
      }
      execution.publish(form.use().reference(), answer.role().arn());
      return answer;
    }
  }

  /** What makes an existing role as it should be; rights are given before others are taken. */
  List<Call> update(RoleForm.Compared compared) {
    var calls = new ArrayList<Call>();
    var comparison = compared.comparison();
    if (comparison.differsAt(RoleForm.TRUST)) {
      calls.add(
          call(
              "UpdateAssumeRolePolicy",
              iam ->
                  iam.updateAssumeRolePolicy(
                      r -> r.roleName(name()).policyDocument(form.trust().text()))));
    }
    if (form.use().mayAct(form.deployment()) && comparison.differsAt(form.policy())) {
      calls.add(putPolicy());
    }
    if (comparison.differsAt(RoleForm.BOUNDARY)) {
      calls.add(
          call(
              "PutRolePermissionsBoundary",
              iam ->
                  iam.putRolePermissionsBoundary(
                      r -> r.roleName(name()).permissionsBoundary(form.boundary().orElseThrow()))));
    }
    compared.extraPolicies().forEach(policy -> calls.add(deletePolicy(name(), policy)));
    compared
        .extraAttachments()
        .forEach(
            arn ->
                calls.add(
                    call(
                        "DetachRolePolicy",
                        iam -> iam.detachRolePolicy(r -> r.roleName(name()).policyArn(arn)))));
    calls.addAll(retag(compared.tagging()));
    return calls;
  }

  /** The secret's ARN may have become known since the plan was made. */
  private Call putPolicy() {
    return Call.of(
        "iam:PutRolePolicy",
        execution -> {
          PurpleMcpDeployment deployment = form.deployment();
          PolicyDocument policy =
              form.use()
                  .permissions(
                      deployment, view, reference -> Optional.of(execution.reference(reference)))
                  .orElseThrow();
          return execution
              .clients()
              .iam()
              .putRolePolicy(
                  request ->
                      request
                          .roleName(name())
                          .policyName(form.use().policyName())
                          .policyDocument(policy.text()));
        });
  }

  private List<Call> retag(TagComparison tags) {
    var calls = new ArrayList<Call>();
    if (!tags.toSet().isEmpty()) {
      calls.add(
          call(
              "TagRole",
              iam ->
                  iam.tagRole(
                      r -> r.roleName(name()).tags(Tags.list(tags.toSet(), RoleCalls::tag)))));
    }
    if (!tags.toRemove().isEmpty()) {
      calls.add(
          call(
              "UntagRole", iam -> iam.untagRole(r -> r.roleName(name()).tagKeys(tags.toRemove()))));
    }
    return calls;
  }

  /** IAM wants a role bare before it lets it go; IA07. */
  static List<Call> delete(Role role) {
    var calls = new ArrayList<Call>();
    role.inline().keySet().forEach(policy -> calls.add(deletePolicy(role.name(), policy)));
    calls.add(
        call(
            "DeleteRole",
            iam -> unlessGone(() -> iam.deleteRole(request -> request.roleName(role.name())))));
    return calls;
  }

  private static Call deletePolicy(String role, String policy) {
    return call(
        "DeleteRolePolicy",
        iam -> unlessGone(() -> iam.deleteRolePolicy(r -> r.roleName(role).policyName(policy))));
  }

  private static AwsResponse unlessGone(Supplier<AwsResponse> call) {
    try {
      return call.get();
    } catch (NoSuchEntityException gone) {
      return DeleteRoleResponse.builder().build();
    }
  }

  private interface IamCall {
    AwsResponse make(IamClient iam);
  }

  private static Call call(String operation, IamCall call) {
    return Call.of("iam:" + operation, execution -> call.make(execution.clients().iam()));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
