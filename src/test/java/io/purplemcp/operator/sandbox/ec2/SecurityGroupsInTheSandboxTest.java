package io.purplemcp.operator.sandbox.ec2;

import static io.purplemcp.operator.sandbox.core.SandboxAccountIds.VPC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupsInTheSandboxTest {
  private Sandbox sandbox;
  private Ec2Client ec2;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
    ec2 = SandboxClients.client(sandbox, Ec2Client.builder());
  }

  @AfterEach
  void stop() {
    ec2.close();
    sandbox.close();
  }

  @Test
  void aNewGroupAllowsEverythingOutwards() {
    SecurityGroup group = describe(create("tasks"));
    assertThat(group.ipPermissions()).isEmpty();
    assertThat(group.ipPermissionsEgress())
        .singleElement()
        .satisfies(
            permission -> {
              assertThat(permission.ipProtocol()).isEqualTo("-1");
              assertThat(permission.fromPort()).isNull();
              assertThat(permission.toPort()).isNull();
              assertThat(permission.ipRanges())
                  .extracting(IpRange::cidrIp)
                  .containsExactly("0.0.0.0/0");
            });
  }

  @Test
  void aNameCanBeTakenOncePerVpc() {
    create("tasks");
    refused("InvalidGroup.Duplicate", () -> create("tasks"));
  }

  @Test
  void sourcesOfOnePortRangeAreMergedAndBlocksAreWrittenCanonically() {
    String id = create("alb");
    authorize(id, tcp(443, "10.1.2.3/16"));
    authorize(
        id,
        tcp(443, "192.168.0.0/24").toBuilder()
            .ipv6Ranges(Ipv6Range.builder().cidrIpv6("2001:DB8:0:0::/32").build())
            .build());
    assertThat(describe(id).ipPermissions())
        .singleElement()
        .satisfies(
            permission -> {
              assertThat(permission.ipRanges())
                  .extracting(IpRange::cidrIp)
                  .containsExactlyInAnyOrder("10.1.0.0/16", "192.168.0.0/24");
              assertThat(permission.ipv6Ranges())
                  .extracting(Ipv6Range::cidrIpv6)
                  .containsExactly("2001:db8::/32");
            });
  }

  @Test
  void protocolNumbersBecomeNames() {
    String id = create("alb");
    authorize(id, tcp(443, "10.0.0.0/8").toBuilder().ipProtocol("6").build());
    assertThat(rules(id))
        .filteredOn(r -> !r.isEgress())
        .extracting("ipProtocol")
        .containsExactly("tcp");
  }

  @Test
  void aRuleThatIsThereAlreadyFailsTheWholeRequest() {
    String id = create("alb");
    authorize(id, tcp(443, "10.0.0.0/8"));
    refused(
        "InvalidPermission.Duplicate",
        () -> authorize(id, tcp(80, "10.0.0.0/8"), tcp(443, "10.0.0.0/8")));
    assertThat(describe(id).ipPermissions()).extracting(IpPermission::toPort).containsExactly(443);
  }

  @Test
  void aReferenceToAGroupIsAnsweredWithItsOwner() {
    String alb = create("alb");
    String tasks = create("tasks");
    authorize(tasks, fromGroup(8000, alb));
    assertThat(describe(tasks).ipPermissions().get(0).userIdGroupPairs())
        .extracting(UserIdGroupPair::groupId, UserIdGroupPair::userId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(alb, SandboxAccountIds.ACCOUNT));
  }

  @Test
  void aGroupThatAnotherRefersToCannotBeDeleted() {
    String alb = create("alb");
    String tasks = create("tasks");
    authorize(tasks, fromGroup(8000, alb));
    refused("DependencyViolation", () -> ec2.deleteSecurityGroup(r -> r.groupId(alb)));
    ec2.deleteSecurityGroup(r -> r.groupId(tasks));
    ec2.deleteSecurityGroup(r -> r.groupId(alb));
    refused("InvalidGroup.NotFound", () -> describe(alb));
  }

  @Test
  void theDefaultGroupCannotBeDeleted() {
    refused(
        "CannotDelete",
        () -> ec2.deleteSecurityGroup(r -> r.groupId(SandboxAccountIds.DEFAULT_SECURITY_GROUP)));
  }

  @Test
  void revokingWhatIsNotThereIsAnErrorOutsideADefaultVpcAndToldInsideOne() {
    String inside = create("tasks");
    assertThat(
            ec2.revokeSecurityGroupIngress(
                    r -> r.groupId(inside).ipPermissions(tcp(22, "10.0.0.0/8")))
                .unknownIpPermissions())
        .singleElement()
        .satisfies(unknown -> assertThat(unknown.fromPort()).isEqualTo(22));
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String outside =
        ec2.createSecurityGroup(r -> r.groupName("x").description("x").vpcId(vpc)).groupId();
    refused(
        "InvalidPermission.NotFound",
        () ->
            ec2.revokeSecurityGroupIngress(
                r -> r.groupId(outside).ipPermissions(tcp(22, "10.0.0.0/8"))));
  }

  @Test
  void aRuleIsRevokedWhateverItsDescription() {
    String id = create("alb");
    authorize(
        id,
        tcp(443, "10.0.0.0/8").toBuilder()
            .ipRanges(r -> r.cidrIp("10.0.0.0/8").description("office"))
            .build());
    ec2.revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(tcp(443, "10.0.0.0/8")));
    assertThat(describe(id).ipPermissions()).isEmpty();
  }

  @Test
  void aRuleIsRevokedByItsId() {
    String id = create("alb");
    String rule = rules(id).get(0).securityGroupRuleId();
    ec2.revokeSecurityGroupEgress(r -> r.groupId(id).securityGroupRuleIds(rule));
    assertThat(rules(id)).isEmpty();
    refused(
        "InvalidSecurityGroupRuleId.NotFound",
        () -> ec2.revokeSecurityGroupEgress(r -> r.groupId(id).securityGroupRuleIds(rule)));
  }

  @Test
  void aModifiedRuleKeepsItsId() {
    String id = create("alb");
    authorize(id, tcp(443, "10.0.0.0/8"));
    SecurityGroupRule rule =
        rules(id).stream().filter(r -> !r.isEgress()).findFirst().orElseThrow();
    ec2.modifySecurityGroupRules(
        r ->
            r.groupId(id)
                .securityGroupRules(
                    u ->
                        u.securityGroupRuleId(rule.securityGroupRuleId())
                            .securityGroupRule(
                                c ->
                                    c.ipProtocol("tcp")
                                        .fromPort(443)
                                        .toPort(443)
                                        .cidrIpv4("10.2.0.0/16")
                                        .description("vpn"))));
    assertThat(rules(id))
        .filteredOn(r -> !r.isEgress())
        .singleElement()
        .satisfies(
            changed -> {
              assertThat(changed.securityGroupRuleId()).isEqualTo(rule.securityGroupRuleId());
              assertThat(changed.cidrIpv4()).isEqualTo("10.2.0.0/16");
              assertThat(changed.description()).isEqualTo("vpn");
            });
  }

  @Test
  void descriptionsCanBeChangedInPlace() {
    String id = create("alb");
    authorize(id, tcp(443, "10.0.0.0/8"));
    ec2.updateSecurityGroupRuleDescriptionsIngress(
        r ->
            r.groupId(id)
                .ipPermissions(
                    tcp(443, "10.0.0.0/8").toBuilder()
                        .ipRanges(x -> x.cidrIp("10.0.0.0/8").description("office"))
                        .build()));
    assertThat(describe(id).ipPermissions().get(0).ipRanges().get(0).description())
        .isEqualTo("office");
  }

  @Test
  void allProtocolsHaveNoPortsInPermissionsAndMinusOneInRules() {
    String id = create("alb");
    authorize(
        id,
        IpPermission.builder()
            .ipProtocol("-1")
            .fromPort(0)
            .toPort(65535)
            .ipRanges(r -> r.cidrIp("10.0.0.0/8"))
            .build());
    assertThat(describe(id).ipPermissions().get(0).fromPort()).isNull();
    assertThat(rules(id)).filteredOn(r -> !r.isEgress()).extracting("fromPort").containsExactly(-1);
  }

  @Test
  void groupsAreFoundByTagNameAndVpcWithWildcards() {
    String id =
        ec2.createSecurityGroup(
                r ->
                    r.groupName("mcp-alb")
                        .description("d")
                        .vpcId(VPC)
                        .tagSpecifications(
                            t ->
                                t.resourceType(ResourceType.SECURITY_GROUP)
                                    .tags(Tag.builder().key("owner").value("soc").build())))
            .groupId();
    create("other");
    assertThat(find("tag:owner", "soc")).containsExactly(id);
    assertThat(find("tag-key", "own*")).containsExactly(id);
    assertThat(find("group-name", "mcp-???")).containsExactly(id);
    assertThat(find("vpc-id", VPC)).contains(id).hasSize(3);
    refused("InvalidParameterValue", () -> find("no-such-filter", "x"));
  }

  @Test
  void manyGroupsComeInPages() {
    for (int i = 0; i < 11; i++) {
      create("g" + i);
    }
    assertThat(ec2.describeSecurityGroupsPaginator(r -> r.maxResults(5)).securityGroups())
        .hasSize(12);
    assertThat(ec2.describeSecurityGroups(r -> r.maxResults(5)).securityGroups()).hasSize(5);
  }

  private String create(String name) {
    return ec2.createSecurityGroup(r -> r.groupName(name).description("for " + name).vpcId(VPC))
        .groupId();
  }

  private SecurityGroup describe(String id) {
    return ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().get(0);
  }

  private List<SecurityGroupRule> rules(String id) {
    return ec2.describeSecurityGroupRules(r -> r.filters(f -> f.name("group-id").values(id)))
        .securityGroupRules();
  }

  private List<String> find(String filter, String value) {
    return ec2
        .describeSecurityGroups(r -> r.filters(f -> f.name(filter).values(value)))
        .securityGroups()
        .stream()
        .map(SecurityGroup::groupId)
        .toList();
  }

  private void authorize(String id, IpPermission... permissions) {
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(permissions));
  }

  private static IpPermission tcp(int port, String cidr) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .ipRanges(r -> r.cidrIp(cidr))
        .build();
  }

  private static IpPermission fromGroup(int port, String group) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .userIdGroupPairs(p -> p.groupId(group))
        .build();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
