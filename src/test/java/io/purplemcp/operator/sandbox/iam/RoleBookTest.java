package io.purplemcp.operator.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

class RoleBookTest {
  private static final Instant START = Instant.parse("2026-01-15T08:00:00Z");
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-AbCdEf";
  private static final String GET = "secretsmanager:GetSecretValue";
  private static final String ECS = "ecs-tasks.amazonaws.com";

  private final Cloud cloud = new Cloud();
  private final Ids ids = new Ids(new Random(1));

  private Context at(Duration sinceStart) {
    return new Context(
        cloud,
        new Scope("111122223333", "us-east-1"),
        START.plus(sinceStart),
        ids,
        "arn:aws:iam::111122223333:user/test");
  }

  private IamService iam() {
    return new IamService(at(Duration.ZERO));
  }

  private void create(String trust) {
    iam()
        .createRole(
            CreateRoleRequest.builder().roleName("exec").assumeRolePolicyDocument(trust).build());
  }

  private void inline(String name, String statement) {
    iam()
        .putRolePolicy(
            PutRolePolicyRequest.builder()
                .roleName("exec")
                .policyName(name)
                .policyDocument(policy(statement))
                .build());
  }

  private static String policy(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement.replace('\'', '"') + "]}";
  }

  private RoleRow role() {
    return RoleBook.role(at(Duration.ZERO), "arn:aws:iam::111122223333:role/exec").orElseThrow();
  }

  private boolean allowed(String action, String resource) {
    return RoleBook.allows(at(Duration.ZERO), role(), action, resource);
  }

  private boolean assumable(Duration sinceStart) {
    return RoleBook.assumableBy(at(sinceStart), role(), ECS);
  }

  @Test
  void aNewRoleIsAssumableOnlyWhenItHasSpread() {
    create(IamBed.ECS_TRUST);

    assertThat(assumable(Duration.ofSeconds(9))).isFalse();
    assertThat(assumable(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aChangedTrustPolicyHasToSpreadToo() {
    create(IamBed.ECS_TRUST);
    new IamService(at(Duration.ofMinutes(5)))
        .updateAssumeRolePolicy(
            UpdateAssumeRolePolicyRequest.builder()
                .roleName("exec")
                .policyDocument(IamBed.ECS_TRUST)
                .build());

    assertThat(assumable(Duration.ofMinutes(5).plusSeconds(9))).isFalse();
    assertThat(assumable(Duration.ofMinutes(5).plusSeconds(10))).isTrue();
  }

  @Test
  void aServiceThatIsNotTrustedNeverAssumesTheRole() {
    create(IamBed.ECS_TRUST.replace(ECS, "ec2.amazonaws.com"));

    assertThat(assumable(Duration.ofHours(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:SourceAccount, 111122223333, true",
    "StringEquals, aws:SourceAccount, 999999999999, false",
    "ArnLike, aws:SourceArn, arn:aws:ecs:us-east-1:111122223333:*, true",
    "ArnLike, aws:SourceArn, arn:aws:ecs:eu-west-1:111122223333:*, false",
    "StringNotEquals, aws:SourceAccount, 111122223333, false",
    "StringEqualsIfExists, aws:SourceOrgID, o-1, true",
    "StringEquals, aws:SourceOrgID, o-1, false",
    "Null, aws:SourceAccount, false, true"
  })
  void conditionsOfATrustPolicySeeWhoTheServiceActsFor(
      String operator, String key, String value, boolean assumable) {
    create(
        policy(
            """
            {'Effect':'Allow','Principal':{'Service':'%s'},'Action':'sts:AssumeRole',
             'Condition':{'%s':{'%s':'%s'}}}"""
                .formatted(ECS, operator, key, value)));

    assertThat(assumable(Duration.ofHours(1))).isEqualTo(assumable);
  }

  @Test
  void anAccountsRootStandsForItsUsersAndAnExternalIdHasToFit() {
    create(
        policy(
            """
            {'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'sts:AssumeRole',
             'Condition':{'StringEquals':{'sts:ExternalId':'purple'}}}"""));
    Principal user = Principal.aws("arn:aws:iam::444455556666:user/operator");
    Context later = at(Duration.ofHours(1));

    assertThat(RoleBook.assumableBy(later, role(), user, Map.of("sts:ExternalId", "purple")))
        .isTrue();
    assertThat(RoleBook.assumableBy(later, role(), user, Map.of("sts:ExternalId", "other")))
        .isFalse();
    assertThat(RoleBook.assumableBy(later, role(), user, Map.of())).isFalse();
    Principal stranger = Principal.aws("arn:aws:iam::777788889999:user/operator");
    assertThat(RoleBook.assumableBy(later, role(), stranger, Map.of("sts:ExternalId", "purple")))
        .isFalse();
  }

  @Test
  void aRoleWithoutPoliciesAllowsNothing() {
    create(IamBed.ECS_TRUST);

    assertThat(allowed(GET, SECRET)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "secretsmanager:GetSecretValue, *, true",
    "SecretsManager:getsecretvalue, *, true",
    "secretsmanager:Get*, arn:aws:secretsmanager:*:*:secret:purple-mcp/acme-??????, true",
    "secretsmanager:Get*, arn:aws:secretsmanager:*:*:secret:purple-mcp/other-??????, false",
    "secretsmanager:Describe*, *, false",
    "*, *, true"
  })
  void actionsAndResourcesMatchWithWildcards(String action, String resource, boolean allowed) {
    create(IamBed.ECS_TRUST);
    inline("p", "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");

    assertThat(allowed(GET, SECRET)).isEqualTo(allowed);
  }

  @Test
  void aDenialWinsOverEveryPermission() {
    create(IamBed.ECS_TRUST);
    inline("allow", "{'Effect':'Allow','Action':'*','Resource':'*'}");
    inline("deny", "{'Effect':'Deny','Action':'secretsmanager:*','Resource':'" + SECRET + "'}");

    assertThat(allowed(GET, SECRET)).isFalse();
    assertThat(allowed(GET, SECRET + "x")).isTrue();
  }

  @Test
  void notActionAndNotResourceMeanEverythingElse() {
    create(IamBed.ECS_TRUST);
    inline("p", "{'Effect':'Allow','NotAction':'iam:*','NotResource':'" + SECRET + "'}");

    assertThat(allowed("iam:GetRole", "*")).isFalse();
    assertThat(allowed(GET, SECRET)).isFalse();
    assertThat(allowed("logs:PutLogEvents", "*")).isTrue();
  }

  @Test
  void aConditionOnTheRegionIsObeyed() {
    create(IamBed.ECS_TRUST);
    inline(
        "p",
        "{'Effect':'Allow','Action':'*','Resource':'*',"
            + "'Condition':{'StringEquals':{'aws:RequestedRegion':['eu-west-1']}}}");

    assertThat(allowed(GET, SECRET)).isFalse();
  }

  @Test
  void attachedPoliciesCountAndABoundaryNarrows() {
    create(IamBed.ECS_TRUST);
    new IamSeed().plant(at(Duration.ZERO));
    iam()
        .attachRolePolicy(
            AttachRolePolicyRequest.builder()
                .roleName("exec")
                .policyArn(IamSeed.TASK_EXECUTION)
                .build());
    assertThat(allowed("logs:PutLogEvents", "*")).isTrue();

    String boundary =
        iam()
            .createPolicy(
                CreatePolicyRequest.builder()
                    .policyName("only-ecr")
                    .policyDocument(policy("{'Effect':'Allow','Action':'ecr:*','Resource':'*'}"))
                    .build())
            .policy()
            .arn();
    iam()
        .putRolePermissionsBoundary(
            PutRolePermissionsBoundaryRequest.builder()
                .roleName("exec")
                .permissionsBoundary(boundary)
                .build());

    assertThat(allowed("logs:PutLogEvents", "*")).isFalse();
    assertThat(allowed("ecr:GetAuthorizationToken", "*")).isTrue();
  }

  @Test
  void aRoleIsFoundByItsWholeArnOnly() {
    create(IamBed.ECS_TRUST);
    Context now = at(Duration.ZERO);

    assertThat(RoleBook.role(now, "exec")).isPresent();
    assertThat(RoleBook.role(now, "arn:aws:iam::111122223333:role/path/exec")).isEmpty();
    assertThat(RoleBook.role(now, "arn:aws:iam::999999999999:role/exec")).isEmpty();
  }
}
