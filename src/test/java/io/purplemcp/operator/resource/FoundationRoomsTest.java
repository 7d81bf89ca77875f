package io.purplemcp.operator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.ec2.Network;
import io.purplemcp.operator.resource.ec2.SecurityGroups;
import io.purplemcp.operator.resource.ecs.Clusters;
import io.purplemcp.operator.resource.iam.ExecutionRoles;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What a service stands on (network, secret, logs, cluster, role, groups), over HTTP. */
final class FoundationRoomsTest {
  private static final String ROLE = "purple-mcp-acme";
  private static final String CLUSTER = "purple-mcp-cluster";
  private static final String LOG_GROUP = "/ecs/purple-mcp";
  private static final String BALANCER =
      """
        loadBalancer:
          scheme: internal
          subnets: [%s, %s]
          certificateArn: %s
          allowedCidrs: [10.0.0.0/8]
      """
          .formatted(
              SandboxAccountIds.PUBLIC_SUBNET_A,
              SandboxAccountIds.PUBLIC_SUBNET_B,
              SandboxAccountIds.CERTIFICATE_ARN);

  private final PurpleMcpDeployment acme = acme("", BALANCER);
  private final Bed bed =
      new Bed(
          List.of(
              new TagIndex(),
              new ConsoleSecrets(),
              new LogGroups(),
              new Clusters(),
              new ExecutionRoles(),
              new SecurityGroups(),
              new Network()));
  private final Ec2Client ec2 = bed.clients(acme).ec2();
  private final IamClient iam = bed.clients(acme).iam();

  private static PurpleMcpDeployment acme(String metadata, String spec) {
    return Yaml.deployments(
            """
            apiVersion: purplemcp.io/v1alpha1
            kind: PurpleMcpDeployment
            metadata:
              name: acme
            %sspec:
              target: {region: us-east-1}
              console: {secretName: %s, verifyKeys: true}
              network:
                vpcId: %s
                subnets: [%s]
            %s\
            """
                .formatted(
                    metadata,
                    SandboxAccountIds.SECRET_NAME,
                    SandboxAccountIds.VPC,
                    SandboxAccountIds.PUBLIC_SUBNET_A,
                    spec))
        .get(0);
  }

  @BeforeEach
  void converged() {
    bed.converge(acme);
    bed.sandbox().forgetCalls();
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void x01_what_has_converged_is_left_alone() {
    for (int i = 0; i < 3; i++) {
      assertThat(bed.pass(acme).differences()).isEmpty();
    }

    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void x24_a_look_at_what_has_converged_costs_one_call_for_each_kind() {
    bed.pass(acme);

    assertThat(bed.calls())
        .containsExactlyInAnyOrder(
            "tagging:GetResources",
            "secretsmanager:DescribeSecret",
            "logs:DescribeLogGroups",
            "ecs:DescribeClusters",
            "iam:GetAccountAuthorizationDetails",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeRouteTables");
  }

  @Test
  void the_first_pass_does_everything_at_once() {
    try (Bed fresh =
        new Bed(
            List.of(
                new TagIndex(),
                new ConsoleSecrets(),
                new LogGroups(),
                new Clusters(),
                new ExecutionRoles(),
                new SecurityGroups()))) {
      fresh.pass(acme);

      assertThat(fresh.pass(acme).differences()).isEmpty();
    }
  }

  @Test
  void the_secret_and_the_network_are_verified() {
    assertThat(bed.plan(acme).reasons())
        .contains(Reason.SecretVerified)
        .contains(Reason.NetworkUnknown)
        .doesNotContain(Reason.NotOwned);
  }

  /** What somebody does behind the operator's back, and the one path at which it shows. */
  record Tampering(String path, Consumer<FoundationRoomsTest> deed) {
    @Override
    public String toString() {
      return path;
    }
  }

  static Stream<Tampering> tamperings() {
    return Stream.of(
        new Tampering(
            "retentionInDays",
            t ->
                t.bed.clients(t.acme).logs().deleteRetentionPolicy(r -> r.logGroupName(LOG_GROUP))),
        new Tampering(
            "tags[purplemcp.io/role]",
            t ->
                t.bed
                    .clients(t.acme)
                    .logs()
                    .tagResource(
                        r ->
                            r.resourceArn(logGroupArn())
                                .tags(Map.of("purplemcp.io/role", "something")))),
        new Tampering(
            "tags[purplemcp.io/managed-by]",
            t ->
                t.bed
                    .clients(t.acme)
                    .ecs()
                    .untagResource(
                        r -> r.resourceArn(clusterArn()).tagKeys("purplemcp.io/managed-by"))),
        new Tampering(
            "trustPolicy",
            t ->
                t.iam.updateAssumeRolePolicy(
                    r ->
                        r.roleName(ROLE)
                            .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"))),
        new Tampering(
            "policies[purple-mcp-execution]",
            t ->
                t.iam.putRolePolicy(
                    r ->
                        r.roleName(ROLE)
                            .policyName("purple-mcp-execution")
                            .policyDocument(everything()))),
        new Tampering(
            "policies[purple-mcp-execution]",
            t -> t.iam.deleteRolePolicy(r -> r.roleName(ROLE).policyName("purple-mcp-execution"))),
        new Tampering(
            "policies[backdoor]",
            t ->
                t.iam.putRolePolicy(
                    r -> r.roleName(ROLE).policyName("backdoor").policyDocument(everything()))),
        new Tampering(
            "attachedPolicies[arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]",
            t ->
                t.iam.attachRolePolicy(
                    r ->
                        r.roleName(ROLE)
                            .policyArn(
                                "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"))),
        new Tampering(
            "tags[purplemcp.io/deployment]",
            t ->
                t.iam.tagRole(
                    r ->
                        r.roleName(ROLE)
                            .tags(x -> x.key("purplemcp.io/deployment").value("other")))),
        new Tampering(
            "ingress[tcp/22 from 0.0.0.0/0]",
            t ->
                t.ec2.authorizeSecurityGroupIngress(
                    r ->
                        r.groupId(t.group("acme-tasks").groupId())
                            .ipPermissions(tcp(22, "0.0.0.0/0")))),
        new Tampering(
            "ingress[tcp/443 from 10.0.0.0/8]",
            t ->
                t.ec2.revokeSecurityGroupIngress(
                    r ->
                        r.groupId(t.group("acme-alb").groupId())
                            .ipPermissions(tcp(443, "10.0.0.0/8")))),
        new Tampering(
            "ingress[tcp/8000 from acme-alb]",
            t ->
                t.ec2.revokeSecurityGroupIngress(
                    r ->
                        r.groupId(t.group("acme-tasks").groupId())
                            .ipPermissions(
                                IpPermission.builder()
                                    .ipProtocol("tcp")
                                    .fromPort(8000)
                                    .toPort(8000)
                                    .userIdGroupPairs(p -> p.groupId(t.group("acme-alb").groupId()))
                                    .build()))),
        new Tampering(
            "egress[tcp/443 to 0.0.0.0/0]",
            t ->
                t.ec2.updateSecurityGroupRuleDescriptionsEgress(
                    r ->
                        r.groupId(t.group("acme-tasks").groupId())
                            .ipPermissions(
                                IpPermission.builder()
                                    .ipProtocol("tcp")
                                    .fromPort(443)
                                    .toPort(443)
                                    .ipRanges(i -> i.cidrIp("0.0.0.0/0").description("mine now"))
                                    .build()))),
        new Tampering(
            "egress[all to 0.0.0.0/0]",
            t ->
                t.ec2.authorizeSecurityGroupEgress(
                    r ->
                        r.groupId(t.group("acme-alb").groupId())
                            .ipPermissions(
                                IpPermission.builder()
                                    .ipProtocol("-1")
                                    .ipRanges(i -> i.cidrIp("0.0.0.0/0"))
                                    .build()))),
        new Tampering(
            "tags[purplemcp.io/managed-by]",
            t ->
                t.ec2.createTags(
                    r ->
                        r.resources(t.group("acme-tasks").groupId())
                            .tags(x -> x.key("purplemcp.io/managed-by").value("me")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tamperings")
  void x31_what_is_changed_behind_our_back_shows_at_one_path_and_is_put_back(Tampering tampering) {
    tampering.deed().accept(this);

    assertThat(bed.pass(acme).differences())
        .extracting(Difference::path)
        .containsExactly(tampering.path());
    assertThat(bed.pass(acme).differences()).isEmpty();
  }

  @Test
  void sg04_the_default_way_out_is_closed_when_a_group_is_made() {
    assertThat(group("acme-alb").ipPermissionsEgress())
        .allSatisfy(permission -> assertThat(permission.ipProtocol()).isEqualTo("tcp"));
  }

  @Test
  void sg03_nothing_is_revoked_before_its_replacement_is_authorised() {
    bed.pass(acme("", BALANCER.replace("10.0.0.0/8", "10.1.0.0/16")));

    assertThat(bed.mutations())
        .containsExactly("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress");
  }

  @Test
  void x15_a_group_that_was_deleted_comes_back_and_the_other_refers_to_it_again() {
    PurpleMcpDeployment plain = acme("", "");
    bed.converge(plain);

    bed.converge(acme);

    assertThat(bed.plan(acme).differences()).isEmpty();
    assertThat(group("acme-tasks").ipPermissions().get(0).userIdGroupPairs())
        .extracting(pair -> pair.groupId())
        .containsExactly(group("acme-alb").groupId());
  }

  @Test
  void a_load_balancer_that_leaves_the_spec_leaves_its_group_to_the_engine() {
    assertThat(bed.converge(acme("", "")).differences()).isEmpty();

    assertThat(find("acme-alb")).isPresent();
    assertThat(group("acme-tasks").ipPermissions()).isEmpty();
  }

  @Test
  void sg07_groups_that_refer_to_each_other_are_deleted() {
    bed.retire(acme);

    assertThat(find("acme-alb")).isEmpty();
    assertThat(find("acme-tasks")).isEmpty();
  }

  @Test
  void ia07_a_role_with_a_foreign_attachment_stays() {
    String policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    iam.attachRolePolicy(r -> r.roleName(ROLE).policyArn(policy));

    Bed.Pass pass = bed.retire(acme);

    assertThat(pass.findings())
        .filteredOn(finding -> finding.reason() == Reason.DeletionHeld)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains(policy));
    assertThat(iam.getRole(r -> r.roleName(ROLE)).role()).isNotNull();
  }

  @Test
  void a_role_of_ours_goes_with_its_policies() {
    bed.retire(acme);

    assertThat(iam.listRoles(r -> {}).roles()).noneMatch(role -> role.roleName().equals(ROLE));
  }

  @Test
  void x08_a_foreign_group_of_our_name_is_left_alone_and_named() {
    String id = group("acme-tasks").groupId();
    ec2.deleteTags(
        r ->
            r.resources(id)
                .tags(
                    x -> x.key("purplemcp.io/managed-by"), x -> x.key("purplemcp.io/deployment")));

    Bed.Pass pass = bed.pass(acme);

    assertThat(pass.findings())
        .filteredOn(finding -> finding.reason() == Reason.NotOwned)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains(id, "Adopt"));
    assertThat(bed.mutations()).isEqualTo(List.of("ec2:DeleteTags"));
  }

  @Test
  void adopting_a_foreign_group_changes_its_tags() {
    String id = group("acme-tasks").groupId();
    ec2.deleteTags(
        r ->
            r.resources(id)
                .tags(
                    x -> x.key("purplemcp.io/managed-by"), x -> x.key("purplemcp.io/deployment")));

    Bed.Pass pass = bed.pass(acme("", BALANCER + "  policy: {adoption: Adopt}\n"));

    assertThat(pass.differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "tags[purplemcp.io/managed-by]", "tags[purplemcp.io/deployment]");
  }

  @Test
  void tg01_labels_become_tags_and_go_again_and_foreign_tags_stay() {
    iam.tagRole(r -> r.roleName(ROLE).tags(x -> x.key("CostCenter").value("42")));
    bed.converge(acme("  labels: {team: soc}\n", BALANCER));
    assertThat(roleTags()).containsEntry("team", "soc");

    bed.converge(acme);

    assertThat(roleTags()).doesNotContainKey("team").containsEntry("CostCenter", "42");
  }

  @Test
  void x12_a_denied_bulk_read_is_replaced_by_reads_of_each_role_and_not_tried_again() {
    bed.sandbox()
        .chaos(
            ChaosSettings.CALM.withFaults(
                List.of(
                    Fault.refused(
                        "iam",
                        "GetAccountAuthorizationDetails",
                        Fault.FOREVER,
                        403,
                        "AccessDenied",
                        "User: op is not authorized to perform:"
                            + " iam:GetAccountAuthorizationDetails"))));
    bed.restart();

    assertThat(bed.plan(acme).differences()).isEmpty();
    assertThat(bed.plan(acme).differences()).isEmpty();

    assertThat(bed.calls())
        .contains("iam:GetRole", "iam:GetRolePolicy")
        .containsOnlyOnce("iam:GetAccountAuthorizationDetails");
  }

  @Test
  void ia01_the_order_in_which_aws_answers_means_nothing() {
    bed.sandbox().chaos(ChaosSettings.CALM.withShuffle(true));

    for (int i = 0; i < 5; i++) {
      assertThat(bed.plan(acme).differences()).isEmpty();
    }
  }

  @Test
  void sm04_a_secret_that_is_to_be_deleted_is_reported_with_the_date() {
    secrets().deleteSecret(r -> r.secretId(SandboxAccountIds.SECRET_NAME));

    assertThat(bed.plan(acme).findings())
        .filteredOn(finding -> finding.reason() == Reason.SecretScheduledForDeletion)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.message()).containsPattern("20\\d\\d-\\d\\d-\\d\\d"));
  }

  @Test
  void x20_a_value_that_will_not_do_is_judged_and_never_quoted() {
    secrets()
        .putSecretValue(
            r ->
                r.secretId(SandboxAccountIds.SECRET_NAME)
                    .secretString("{\"PURPLEMCP_CONSOLE_TOKEN\": \"canary\", "));

    assertThat(bed.plan(acme).findings())
        .filteredOn(finding -> finding.reason() == Reason.SecretInvalid)
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).doesNotContain("canary"));
  }

  @Test
  void a_secret_that_does_not_exist_is_said_to_be_missing_and_the_role_waits_for_it() {
    PurpleMcpDeployment lost =
        Yaml.deployments(
                """
                apiVersion: purplemcp.io/v1alpha1
                kind: PurpleMcpDeployment
                metadata: {name: lost}
                spec:
                  target: {region: us-east-1}
                  console: {secretName: no/such/secret}
                  network: {vpcId: %s, subnets: [subnet-0000000000000dead]}
                """
                    .formatted(SandboxAccountIds.VPC))
            .get(0);

    Bed.Pass pass = bed.plan(lost);

    assertThat(pass.reasons()).contains(Reason.SecretNotFound, Reason.SubnetsInvalid);
    assertThat(pass.differences())
        .filteredOn(difference -> difference.path().equals("policies[purple-mcp-execution]"))
        .extracting(Difference::desired)
        .containsExactly(Value.PENDING);
  }

  private SecretsManagerClient secrets() {
    return bed.clients(acme).secretsManager();
  }

  private Map<String, String> roleTags() {
    return Tags.map(
        iam.getRole(r -> r.roleName(ROLE)).role().tags(),
        software.amazon.awssdk.services.iam.model.Tag::key,
        software.amazon.awssdk.services.iam.model.Tag::value);
  }

  private SecurityGroup group(String name) {
    return find(name).orElseThrow();
  }

  private Optional<SecurityGroup> find(String name) {
    return ec2
        .describeSecurityGroups(r -> r.filters(f -> f.name("group-name").values(name)))
        .securityGroups()
        .stream()
        .findFirst();
  }

  private static IpPermission tcp(int port, String cidr) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .ipRanges(range -> range.cidrIp(cidr))
        .build();
  }

  private static String everything() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
  }

  private static String logGroupArn() {
    return "arn:aws:logs:us-east-1:111122223333:log-group:" + LOG_GROUP;
  }

  private static String clusterArn() {
    return "arn:aws:ecs:us-east-1:111122223333:cluster/" + CLUSTER;
  }
}
