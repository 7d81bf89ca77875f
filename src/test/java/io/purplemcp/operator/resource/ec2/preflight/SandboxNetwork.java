package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.GatewayService;
import io.purplemcp.operator.sandbox.ec2.NatGatewayService;
import io.purplemcp.operator.sandbox.ec2.NetworkAclService;
import io.purplemcp.operator.sandbox.ec2.NetworkInterfaces;
import io.purplemcp.operator.sandbox.ec2.Paths;
import io.purplemcp.operator.sandbox.ec2.RouteTableService;
import io.purplemcp.operator.sandbox.ec2.SecurityGroupRuleService;
import io.purplemcp.operator.sandbox.ec2.SecurityGroupService;
import io.purplemcp.operator.sandbox.ec2.SubnetService;
import io.purplemcp.operator.sandbox.ec2.VpcEndpointService;
import io.purplemcp.operator.sandbox.ec2.VpcService;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.*;

/** A VPC in the sandbox, and what the preflight gets to see of it through the same operations. */
final class SandboxNetwork {
  static final String TASKS = "10.0.1.0/24";
  static final String NAT = "10.0.2.0/24";
  static final String ENDPOINTS = "10.0.3.0/24";
  static final String S3_LIST = "pl-63a5400a";
  private static final String REGION = "us-east-1";

  private final Context context =
      new Context(
          new Cloud(),
          new Scope("111122223333", REGION),
          Instant.parse("2026-01-01T00:00:00Z"),
          new Ids(new Random(7)),
          "arn:aws:iam::111122223333:user/tester");

  final VpcService vpcs = service(VpcService.definition());
  final SubnetService subnetService = service(SubnetService.definition());
  final RouteTableService routeTables = service(RouteTableService.definition());
  final GatewayService gateways = service(GatewayService.definition());
  final NatGatewayService nats = service(NatGatewayService.definition());
  final NetworkAclService acls = service(NetworkAclService.definition());
  final VpcEndpointService endpoints = service(VpcEndpointService.definition());
  final SecurityGroupService groups = service(SecurityGroupService.definition());
  final SecurityGroupRuleService rules = service(SecurityGroupRuleService.definition());

  final String vpc;
  final String tasks;
  final String nat;
  final String place;
  final String igw;
  final String taskGroup;

  SandboxNetwork() {
    vpc = vpcs.createVpc(CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build()).vpc().vpcId();
    vpcs.modifyVpcAttribute(
        ModifyVpcAttributeRequest.builder()
            .vpcId(vpc)
            .enableDnsHostnames(v -> v.value(true))
            .build());
    tasks = subnet(TASKS, "us-east-1a");
    nat = subnet(NAT, "us-east-1a");
    place = subnet(ENDPOINTS, "us-east-1b");
    igw =
        gateways
            .createInternetGateway(CreateInternetGatewayRequest.builder().build())
            .internetGateway()
            .internetGatewayId();
    gateways.attachInternetGateway(
        AttachInternetGatewayRequest.builder().vpcId(vpc).internetGatewayId(igw).build());
    taskGroup = group("tasks");
  }

  @SuppressWarnings("unchecked")
  private <S extends SandboxService> S service(ServiceDefinition definition) {
    return (S) definition.create().apply(context);
  }

  private String subnet(String cidr, String zone) {
    return subnetService
        .createSubnet(
            CreateSubnetRequest.builder().vpcId(vpc).cidrBlock(cidr).availabilityZone(zone).build())
        .subnet()
        .subnetId();
  }

  String group(String name) {
    return groups
        .createSecurityGroup(
            CreateSecurityGroupRequest.builder()
                .groupName(name)
                .description(name)
                .vpcId(vpc)
                .build())
        .groupId();
  }

  String mainTable() {
    return tables().stream()
        .filter(t -> t.associations().stream().anyMatch(RouteTableAssociation::main))
        .findFirst()
        .orElseThrow()
        .routeTableId();
  }

  String table(String subnet) {
    String id =
        routeTables
            .createRouteTable(CreateRouteTableRequest.builder().vpcId(vpc).build())
            .routeTable()
            .routeTableId();
    routeTables.associateRouteTable(
        AssociateRouteTableRequest.builder().routeTableId(id).subnetId(subnet).build());
    return id;
  }

  void route(String table, String block, String target) {
    CreateRouteRequest.Builder request =
        CreateRouteRequest.builder().routeTableId(table).destinationCidrBlock(block);
    routeTables.createRoute(
        (target.startsWith("nat-") ? request.natGatewayId(target) : request.gatewayId(target))
            .build());
  }

  String natGateway(String subnet) {
    String address = nats.allocateAddress(AllocateAddressRequest.builder().build()).allocationId();
    return nats.createNatGateway(
            CreateNatGatewayRequest.builder().subnetId(subnet).allocationId(address).build())
        .natGateway()
        .natGatewayId();
  }

  /** Puts a subnet under an ACL of its own, which denies everything at first. */
  String acl(String subnet) {
    String id =
        acls.createNetworkAcl(CreateNetworkAclRequest.builder().vpcId(vpc).build())
            .networkAcl()
            .networkAclId();
    String tie =
        acls
            .describeNetworkAcls(DescribeNetworkAclsRequest.builder().build())
            .networkAcls()
            .stream()
            .flatMap(acl -> acl.associations().stream())
            .filter(association -> association.subnetId().equals(subnet))
            .findFirst()
            .orElseThrow()
            .networkAclAssociationId();
    acls.replaceNetworkAclAssociation(
        ReplaceNetworkAclAssociationRequest.builder().networkAclId(id).associationId(tie).build());
    return id;
  }

  void aclRule(
      String acl, boolean egress, int number, RuleAction action, String cidr, int from, int to) {
    acls.createNetworkAclEntry(
        CreateNetworkAclEntryRequest.builder()
            .networkAclId(acl)
            .egress(egress)
            .ruleNumber(number)
            .ruleAction(action)
            .cidrBlock(cidr)
            .protocol("6")
            .portRange(p -> p.from(from).to(to))
            .build());
  }

  void allow(String group, boolean egress, IpPermission rule) {
    if (egress) {
      rules.authorizeSecurityGroupEgress(
          AuthorizeSecurityGroupEgressRequest.builder().groupId(group).ipPermissions(rule).build());
    } else {
      rules.authorizeSecurityGroupIngress(
          AuthorizeSecurityGroupIngressRequest.builder()
              .groupId(group)
              .ipPermissions(rule)
              .build());
    }
  }

  void letNothingOut(String group) {
    rules.revokeSecurityGroupEgress(
        RevokeSecurityGroupEgressRequest.builder()
            .groupId(group)
            .ipPermissions(
                IpPermission.builder()
                    .ipProtocol("-1")
                    .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                    .build())
            .build());
  }

  static IpPermission https(String cidr) {
    return https().ipRanges(IpRange.builder().cidrIp(cidr).build()).build();
  }

  static IpPermission.Builder https() {
    return IpPermission.builder().ipProtocol("tcp").fromPort(443).toPort(443);
  }

  private List<RouteTable> tables() {
    return routeTables
        .describeRouteTables(
            DescribeRouteTablesRequest.builder().filters(f -> f.name("vpc-id").values(vpc)).build())
        .routeTables();
  }

  Topology topology() {
    Map<String, Subnet> byId = new HashMap<>();
    subnetService
        .describeSubnets(DescribeSubnetsRequest.builder().build())
        .subnets()
        .forEach(subnet -> byId.put(subnet.subnetId(), subnet));
    return new Topology(
        byId,
        tables(),
        nats.describeNatGateways(DescribeNatGatewaysRequest.builder().build()).natGateways(),
        endpoints
            .describeVpcEndpoints(DescribeVpcEndpointsRequest.builder().build())
            .vpcEndpoints(),
        acls.describeNetworkAcls(DescribeNetworkAclsRequest.builder().build()).networkAcls(),
        securityGroups());
  }

  Map<String, SecurityGroup> securityGroups() {
    return groups
        .describeSecurityGroups(DescribeSecurityGroupsRequest.builder().build())
        .securityGroups()
        .stream()
        .collect(Collectors.toMap(SecurityGroup::groupId, group -> group));
  }

  Tasks tasks(boolean publicAddress, String image) {
    return new Tasks(
        REGION,
        List.of(tasks),
        publicAddress,
        Set.of(taskGroup),
        Optional.of(securityGroups().get(taskGroup).ipPermissionsEgress()),
        image);
  }

  /** Whether a task of that kind really gets to all that it needs. */
  boolean works(Tasks wanted) {
    NetworkInterface eni =
        NetworkInterfaces.create(
            context, tasks, List.of(taskGroup), wanted.publicAddress(), made -> made);
    Paths paths = new Paths(context, eni);
    return paths.reachInternet()
        && wanted.services().stream().allMatch(service -> paths.reach(service.endpoint()));
  }
}
