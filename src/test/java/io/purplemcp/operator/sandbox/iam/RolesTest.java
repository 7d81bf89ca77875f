package io.purplemcp.operator.sandbox.iam;

import static io.purplemcp.operator.sandbox.iam.IamBed.ECS_TRUST;
import static io.purplemcp.operator.sandbox.iam.IamBed.READ_SECRET;
import static io.purplemcp.operator.sandbox.iam.IamBed.TASK_EXECUTION;
import static io.purplemcp.operator.sandbox.iam.IamBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

class RolesTest {
  private final IamBed bed = new IamBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void aRoleIsMadeWithAnIdAPathAndAnHourOfSession() {
    bed.role("exec");

    Role role = bed.read("exec");

    assertThat(role.arn()).isEqualTo("arn:aws:iam::111122223333:role/exec");
    assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(role.path()).isEqualTo("/");
    assertThat(role.maxSessionDuration()).isEqualTo(3600);
    assertThat(role.description()).isNull();
    assertThat(role.hasTags()).isFalse();
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    bed.role("exec");

    refused(
        () -> bed.role("EXEC"), 409, "EntityAlreadyExists", "Role with name EXEC already exists.");
  }

  @Test
  void aRoleThatDoesNotExistIsNoSuchEntity() {
    refused(
        () -> bed.read("missing"),
        404,
        "NoSuchEntity",
        "The role with name missing cannot be found.");
  }

  @Test
  void aNameOutsideTheAlphabetIsRefused() {
    refused(
        () -> bed.role("a b"),
        400,
        "ValidationError",
        "1 validation error detected: Value 'a b' at 'roleName' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w+=,.@-]+");
  }

  @Test
  void aRoleIsDeletedOnlyWhenNoPolicyIsLeft() {
    bed.role("exec");
    bed.iam.putRolePolicy(r -> r.roleName("exec").policyName("p").policyDocument(READ_SECRET));
    bed.iam.attachRolePolicy(r -> r.roleName("exec").policyArn(TASK_EXECUTION));

    refused(
        () -> bed.iam.deleteRole(r -> r.roleName("exec")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.");
    bed.iam.detachRolePolicy(r -> r.roleName("exec").policyArn(TASK_EXECUTION));
    refused(
        () -> bed.iam.deleteRole(r -> r.roleName("exec")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");
    bed.iam.deleteRolePolicy(r -> r.roleName("exec").policyName("p"));
    bed.iam.deleteRole(r -> r.roleName("exec"));

    assertThat(bed.iam.listRoles().roles()).isEmpty();
  }

  @Test
  void anUpdateLeavesAloneWhatItDoesNotName() {
    bed.role("exec");
    bed.iam.updateRole(r -> r.roleName("exec").description("runs it"));
    bed.iam.updateRole(r -> r.roleName("exec").maxSessionDuration(7200));

    assertThat(bed.read("exec").description()).isEqualTo("runs it");
    assertThat(bed.read("exec").maxSessionDuration()).isEqualTo(7200);
  }

  @Test
  void theListOfRolesShowsNeitherTagsNorBoundary() {
    bed.iam.createRole(
        r ->
            r.roleName("exec")
                .assumeRolePolicyDocument(ECS_TRUST)
                .permissionsBoundary(TASK_EXECUTION)
                .tags(Tag.builder().key("team").value("soc").build()));

    Role listed = bed.iam.listRoles().roles().get(0);

    assertThat(listed.hasTags()).isFalse();
    assertThat(listed.permissionsBoundary()).isNull();
    assertThat(listed.assumeRolePolicyDocument()).isNotNull();
    assertThat(bed.read("exec").tags()).hasSize(1);
    assertThat(bed.read("exec").permissionsBoundary().permissionsBoundaryArn())
        .isEqualTo(TASK_EXECUTION);
  }

  @Test
  void thePathPrefixNarrowsTheListAndPagesJoinUp() {
    for (int i = 0; i < 3; i++) {
      String name = "role" + i;
      bed.iam.createRole(
          r -> r.roleName(name).path("/purple/").assumeRolePolicyDocument(ECS_TRUST));
    }
    bed.role("elsewhere");

    ListRolesResponse first = bed.iam.listRoles(r -> r.pathPrefix("/purple/").maxItems(2));
    ListRolesResponse second =
        bed.iam.listRoles(r -> r.pathPrefix("/purple/").maxItems(2).marker(first.marker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.roles()).hasSize(2);
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.roles()).extracting(Role::roleName).containsExactly("role2");
  }

  @Test
  void theAccountsDetailsHoldTheWholeRoleButDescriptionAndSession() {
    bed.role("exec");
    bed.iam.tagRole(r -> r.roleName("exec").tags(Tag.builder().key("k").value("v").build()));
    bed.iam.putRolePolicy(r -> r.roleName("exec").policyName("p").policyDocument(READ_SECRET));
    bed.iam.attachRolePolicy(r -> r.roleName("exec").policyArn(TASK_EXECUTION));

    GetAccountAuthorizationDetailsResponse details =
        bed.iam.getAccountAuthorizationDetails(r -> r.filter(EntityType.ROLE));

    RoleDetail role = details.roleDetailList().get(0);
    assertThat(role.rolePolicyList()).hasSize(1);
    assertThat(IamBed.decoded(role.rolePolicyList().get(0).policyDocument()).path("Statement"))
        .hasSize(1);
    assertThat(role.attachedManagedPolicies().get(0).policyArn()).isEqualTo(TASK_EXECUTION);
    assertThat(role.tags()).hasSize(1);
    assertThat(details.policies()).isEmpty();
  }

  @Test
  void theAccountsDetailsAreReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      bed.role("role" + i);
    }

    assertThat(bed.iam.getAccountAuthorizationDetailsPaginator(r -> r.maxItems(2)).roleDetailList())
        .hasSize(5);
  }

  @Test
  void tagsCountOnceWhateverTheCaseOfTheirKeys() {
    bed.role("exec");
    bed.iam.tagRole(r -> r.roleName("exec").tags(Tag.builder().key("Team").value("a").build()));

    refused(
        () ->
            bed.iam.tagRole(
                r -> r.roleName("exec").tags(Tag.builder().key("team").value("b").build())),
        400,
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    bed.iam.untagRole(r -> r.roleName("exec").tagKeys("Team"));
    assertThat(bed.iam.listRoleTags(r -> r.roleName("exec")).tags()).isEmpty();
  }

  @Test
  void aServiceLinkedRoleIsItsServicesOwnButForItsTags() {
    bed.iam.createServiceLinkedRole(r -> r.awsServiceName("ecs.amazonaws.com"));

    bed.iam.tagRole(
        r -> r.roleName("AWSServiceRoleForECS").tags(Tag.builder().key("k").value("v").build()));
    assertThat(bed.read("AWSServiceRoleForECS").tags()).hasSize(1);
    assertThat(bed.read("AWSServiceRoleForECS").path())
        .isEqualTo("/aws-service-role/ecs.amazonaws.com/");
    refused(
        () -> bed.iam.deleteRole(r -> r.roleName("AWSServiceRoleForECS")),
        400,
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is"
            + " only modifiable by AWS");
    refused(
        () -> bed.iam.createServiceLinkedRole(r -> r.awsServiceName("ecs.amazonaws.com")),
        400,
        "InvalidInput",
        "Service role name AWSServiceRoleForECS has been taken in this account, please try a"
            + " different suffix.");
  }
}
