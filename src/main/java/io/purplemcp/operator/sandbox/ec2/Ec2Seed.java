package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.core.Seed;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The network of {@link SandboxAccountIds}. */
public final class Ec2Seed implements Seed {
  private static final String ANYWHERE = "0.0.0.0/0";
  private static final String NAT_PRIVATE_IP = "172.31.0.4";
  private static final String NAT_PUBLIC_IP = "203.0.113.4";

  @Override
  public void plant(Context context) {
    vpc(context);
    NetworkAcls.createDefault(context, SandboxAccountIds.NETWORK_ACL, SandboxAccountIds.VPC);
    List<String> zones = Zones.of(context.scope().region());
    subnet(context, SandboxAccountIds.PUBLIC_SUBNET_A, zones.get(0), "172.31.0.0/20", true);
    subnet(context, SandboxAccountIds.PUBLIC_SUBNET_B, zones.get(1), "172.31.16.0/20", true);
    subnet(context, SandboxAccountIds.PRIVATE_SUBNET_A, zones.get(0), "172.31.128.0/20", false);
    subnet(context, SandboxAccountIds.PRIVATE_SUBNET_B, zones.get(1), "172.31.144.0/20", false);
    gateways(context);
    mainRouteTable(context);
    privateRouteTable(context);
  }

  private static void vpc(Context context) {
    Vpc vpc =
        VpcRows.vpc(context, SandboxAccountIds.VPC, SandboxAccountIds.VPC_CIDR).toBuilder()
            .isDefault(true)
            .build();
    context.table(Ec2Tables.VPCS).put(vpc.vpcId(), vpc);
    VpcRows.defaultGroup(context, vpc.vpcId(), SandboxAccountIds.DEFAULT_SECURITY_GROUP);
  }

  private static void subnet(
      Context context, String id, String zone, String cidr, boolean isPublic) {
    Subnet subnet = SubnetService.row(context, id, SandboxAccountIds.VPC, zone, cidr, isPublic);
    context.table(Ec2Tables.SUBNETS).put(id, subnet);
    NetworkAcls.adopt(context, SandboxAccountIds.VPC, id);
  }

  private static void gateways(Context context) {
    InternetGateway internet =
        InternetGateway.builder()
            .internetGatewayId(SandboxAccountIds.INTERNET_GATEWAY)
            .ownerId(context.scope().account())
            // EC2 says "available" here, which the SDK's enum does not know.
            .attachments(a -> a.vpcId(SandboxAccountIds.VPC).state("available"))
            .build();
    context.table(Ec2Tables.INTERNET_GATEWAYS).put(internet.internetGatewayId(), internet);
    NatGateway nat =
        NatGateway.builder()
            .natGatewayId(SandboxAccountIds.NAT_GATEWAY)
            .vpcId(SandboxAccountIds.VPC)
            .subnetId(SandboxAccountIds.PUBLIC_SUBNET_A)
            .state(NatGatewayState.AVAILABLE)
            .connectivityType(ConnectivityType.PUBLIC)
            .createTime(context.now())
            .natGatewayAddresses(natAddress())
            .build();
    context.table(Ec2Tables.NAT_GATEWAYS).put(nat.natGatewayId(), nat);
    natInterface(context);
  }

  private static void natInterface(Context context) {
    NetworkInterface eni =
        NetworkInterface.builder()
            .networkInterfaceId(SandboxAccountIds.NAT_INTERFACE)
            .description("Interface for NAT Gateway " + SandboxAccountIds.NAT_GATEWAY)
            .interfaceType("nat_gateway")
            .vpcId(SandboxAccountIds.VPC)
            .subnetId(SandboxAccountIds.PUBLIC_SUBNET_A)
            .ownerId(context.scope().account())
            .requesterManaged(true)
            .privateIpAddress(NAT_PRIVATE_IP)
            .status(NetworkInterfaceStatus.IN_USE)
            .association(a -> a.publicIp(NAT_PUBLIC_IP))
            .build();
    context.table(Ec2Tables.NETWORK_INTERFACES).put(eni.networkInterfaceId(), eni);
    Address address =
        Address.builder()
            .allocationId(SandboxAccountIds.NAT_ADDRESS_ALLOCATION)
            .domain(DomainType.VPC)
            .publicIp(NAT_PUBLIC_IP)
            .networkInterfaceId(eni.networkInterfaceId())
            .build();
    context.table(Ec2Tables.ADDRESSES).put(address.allocationId(), address);
  }

  private static NatGatewayAddress natAddress() {
    return NatGatewayAddress.builder()
        .allocationId(SandboxAccountIds.NAT_ADDRESS_ALLOCATION)
        .networkInterfaceId(SandboxAccountIds.NAT_INTERFACE)
        .privateIp(NAT_PRIVATE_IP)
        .publicIp(NAT_PUBLIC_IP)
        .isPrimary(true)
        .build();
  }

  private static void mainRouteTable(Context context) {
    String id = SandboxAccountIds.MAIN_ROUTE_TABLE;
    RouteTable table =
        table(context, id)
            .associations(
                association(id, SandboxAccountIds.MAIN_ROUTE_TABLE_ASSOCIATION).main(true).build())
            .routes(local(), anywhere().gatewayId(SandboxAccountIds.INTERNET_GATEWAY).build())
            .build();
    context.table(Ec2Tables.ROUTE_TABLES).put(id, table);
  }

  private static void privateRouteTable(Context context) {
    String id = SandboxAccountIds.PRIVATE_ROUTE_TABLE;
    RouteTable table =
        table(context, id)
            .associations(
                association(id, SandboxAccountIds.PRIVATE_ASSOCIATION_A)
                    .subnetId(SandboxAccountIds.PRIVATE_SUBNET_A)
                    .build(),
                association(id, SandboxAccountIds.PRIVATE_ASSOCIATION_B)
                    .subnetId(SandboxAccountIds.PRIVATE_SUBNET_B)
                    .build())
            .routes(local(), anywhere().natGatewayId(SandboxAccountIds.NAT_GATEWAY).build())
            .build();
    context.table(Ec2Tables.ROUTE_TABLES).put(id, table);
  }

  private static RouteTable.Builder table(Context context, String id) {
    return RouteTable.builder()
        .routeTableId(id)
        .vpcId(SandboxAccountIds.VPC)
        .ownerId(context.scope().account());
  }

  private static RouteTableAssociation.Builder association(String table, String id) {
    return RouteTableAssociation.builder()
        .main(false)
        .routeTableId(table)
        .routeTableAssociationId(id)
        .associationState(s -> s.state(RouteTableAssociationStateCode.ASSOCIATED));
  }

  private static Route local() {
    return VpcRows.localRoute(SandboxAccountIds.VPC_CIDR);
  }

  private static Route.Builder anywhere() {
    return Route.builder()
        .destinationCidrBlock(ANYWHERE)
        .origin(RouteOrigin.CREATE_ROUTE)
        .state(RouteState.ACTIVE);
  }
}
