package io.purplemcp.operator.sandbox.ec2;

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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

class NetworkInTheSandboxTest {
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
  void anAccountBeginsWithPublicSubnetsInTwoZonesBehindTheInternetGateway() {
    List<Subnet> subnets =
        ec2.describeSubnets(
                r ->
                    r.subnetIds(
                        SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B))
            .subnets();
    assertThat(subnets)
        .extracting(Subnet::availabilityZone)
        .containsExactly("us-east-1a", "us-east-1b");
    assertThat(subnets).allMatch(Subnet::mapPublicIpOnLaunch);
    assertThat(subnets.get(1).availableIpAddressCount()).isEqualTo(4091);
    RouteTable main = routeTables("association.main", "true").get(0);
    assertThat(main.routes())
        .filteredOn(r -> "0.0.0.0/0".equals(r.destinationCidrBlock()))
        .extracting(Route::gatewayId)
        .containsExactly(SandboxAccountIds.INTERNET_GATEWAY);
  }

  @Test
  void thePrivateSubnetsLeadToTheNatGateway() {
    assertThat(routeTables("association.subnet-id", SandboxAccountIds.PRIVATE_SUBNET_A))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.routes())
                    .extracting(Route::natGatewayId)
                    .contains(SandboxAccountIds.NAT_GATEWAY));
  }

  @Test
  void aSubnetGetsAnIpv6RangeOfItsVpcsOnly() {
    String subnet = SandboxAccountIds.PRIVATE_SUBNET_A;
    refused(
        "InvalidSubnet.Range",
        () -> ec2.associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock("2001:db8::/64")));
    String range =
        ec2.associateVpcCidrBlock(
                r -> r.vpcId(SandboxAccountIds.VPC).amazonProvidedIpv6CidrBlock(true))
            .ipv6CidrBlockAssociation()
            .ipv6CidrBlock();
    String block = range.replace("/56", "/64");
    ec2.associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock(block));

    assertThat(ec2.describeSubnets(r -> r.subnetIds(subnet)).subnets().get(0))
        .extracting(Subnet::ipv6CidrBlockAssociationSet)
        .asList()
        .hasSize(1);
    refused(
        "InvalidSubnet.Conflict",
        () ->
            ec2.associateSubnetCidrBlock(
                r -> r.subnetId(SandboxAccountIds.PRIVATE_SUBNET_B).ipv6CidrBlock(block)));
    refused(
        "CidrLimitExceeded",
        () ->
            ec2.associateVpcCidrBlock(
                r -> r.vpcId(SandboxAccountIds.VPC).amazonProvidedIpv6CidrBlock(true)));
  }

  @Test
  void aSubnetOnTheMainTableIsNotFoundByItsAssociation() {
    assertThat(routeTables("association.subnet-id", SandboxAccountIds.PUBLIC_SUBNET_A)).isEmpty();
  }

  @Test
  void eachRegionHasItsOwnNetworkWithTheSameIds() {
    String group = ec2.createSecurityGroup(r -> r.groupName("here").description("d")).groupId();
    try (Ec2Client elsewhere =
        SandboxClients.client(sandbox, Ec2Client.builder(), "test", Region.EU_WEST_1)) {
      assertThat(elsewhere.describeSubnets().subnets())
          .extracting(Subnet::availabilityZoneId)
          .contains("euw1-az1", "euw1-az2");
      refused(
          "InvalidGroup.NotFound", () -> elsewhere.describeSecurityGroups(r -> r.groupIds(group)));
    }
  }

  @Test
  void aVpcIsBuiltFromNothingAndTakenDownInOrder() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.7.0.0/16")).vpc().vpcId();
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.7.1.0/24")).subnet().subnetId();
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    String association =
        ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet)).associationId();
    refused("DependencyViolation", () -> ec2.deleteVpc(r -> r.vpcId(vpc)));
    refused("DependencyViolation", () -> ec2.deleteRouteTable(r -> r.routeTableId(table)));
    ec2.disassociateRouteTable(r -> r.associationId(association));
    ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    assertThat(routeTables("route-table-id", table).get(0).routes())
        .extracting(Route::state)
        .contains(RouteState.BLACKHOLE);
    ec2.deleteInternetGateway(r -> r.internetGatewayId(gateway));
    ec2.deleteRouteTable(r -> r.routeTableId(table));
    ec2.deleteSubnet(r -> r.subnetId(subnet));
    ec2.deleteVpc(r -> r.vpcId(vpc));
    refused("InvalidVpcID.NotFound", () -> ec2.describeVpcs(r -> r.vpcIds(vpc)));
  }

  @Test
  void aSubnetBelongsToOneRouteTableAtMost() {
    RouteTable table = ec2.createRouteTable(r -> r.vpcId(SandboxAccountIds.VPC)).routeTable();
    refused(
        "Resource.AlreadyAssociated",
        () ->
            ec2.associateRouteTable(
                r ->
                    r.routeTableId(table.routeTableId())
                        .subnetId(SandboxAccountIds.PRIVATE_SUBNET_A)));
    assertThat(routeTables("association.subnet-id", SandboxAccountIds.PRIVATE_SUBNET_A))
        .flatExtracting(RouteTable::associations)
        .extracting(RouteTableAssociation::routeTableId)
        .containsOnly(SandboxAccountIds.PRIVATE_ROUTE_TABLE);
  }

  @Test
  void dnsAttributesAreAnsweredOneAtATime() {
    assertThat(
            ec2.describeVpcAttribute(
                    r ->
                        r.vpcId(SandboxAccountIds.VPC)
                            .attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value())
        .isTrue();
  }

  @Test
  void tagsCanBeAddedFoundAndRemovedOnAnyResource() {
    ec2.createTags(
        r ->
            r.resources(SandboxAccountIds.VPC, SandboxAccountIds.PUBLIC_SUBNET_A)
                .tags(Tag.builder().key("team").value("soc").build()));
    assertThat(ec2.describeTags(r -> r.filters(f -> f.name("key").values("team"))).tags())
        .extracting("resourceId")
        .containsExactlyInAnyOrder(SandboxAccountIds.VPC, SandboxAccountIds.PUBLIC_SUBNET_A);
    ec2.deleteTags(r -> r.resources(SandboxAccountIds.VPC).tags(Tag.builder().key("team").build()));
    assertThat(ec2.describeVpcs(r -> r.vpcIds(SandboxAccountIds.VPC)).vpcs().get(0).tags())
        .isEmpty();
    refused(
        "InvalidSubnetID.NotFound",
        () ->
            ec2.createTags(
                r ->
                    r.resources("subnet-0ffffffffffffffff")
                        .tags(Tag.builder().key("k").value("v").build())));
  }

  @Test
  void aDryRunChangesNothing() {
    refused("DryRunOperation", () -> ec2.createVpc(r -> r.cidrBlock("10.8.0.0/16").dryRun(true)));
    assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
  }

  private List<RouteTable> routeTables(String filter, String value) {
    return ec2.describeRouteTables(r -> r.filters(f -> f.name(filter).values(value))).routeTables();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
