package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ec2.SubnetAddresses;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What load balancers ask of EC2's networks. */
final class Network {
  private static final int FREE_ADDRESSES = 8;

  private final Context context;

  private Network(Context context) {
    this.context = context;
  }

  static Network in(Context context) {
    return new Network(context);
  }

  void mustHaveVpc(String vpcId) {
    if (!context.table(Ec2Tables.VPCS).contains(vpcId)) {
      throw ElbErrors.validation("The VPC ID '" + vpcId + "' is not found");
    }
  }

  Subnet subnet(String id) {
    return context
        .table(Ec2Tables.SUBNETS)
        .find(id)
        .orElseThrow(
            () ->
                AwsError.badRequest("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
  }

  /** Nodes of the load balancer come and go, for which it wants addresses in reserve. */
  void mustHaveRoom(Subnet subnet) {
    if (SubnetAddresses.free(context, subnet) < FREE_ADDRESSES) {
      throw AwsError.badRequest(
          "InvalidSubnet",
          "Not enough IP space available in "
              + subnet.subnetId()
              + ". ELB requires at least 8 free IP addresses in each subnet.");
    }
  }

  void mustHaveSecurityGroups(String vpcId, List<String> ids) {
    for (String id : ids) {
      Optional<SecurityGroup> group = context.table(Ec2Tables.SECURITY_GROUPS).find(id);
      if (group.isEmpty()) {
        throw invalidGroup("The security group '" + id + "' does not exist");
      }
      if (!group.get().vpcId().equals(vpcId)) {
        throw invalidGroup("The security group '" + id + "' is not in VPC '" + vpcId + "'");
      }
    }
  }

  /** Groups as an interface names them. */
  List<GroupIdentifier> named(List<String> ids) {
    return ids.stream()
        .flatMap(id -> context.table(Ec2Tables.SECURITY_GROUPS).find(id).stream())
        .map(
            group ->
                GroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
        .toList();
  }

  /** What a load balancer gets that names no group. */
  List<String> defaultSecurityGroup(String vpcId) {
    return context.table(Ec2Tables.SECURITY_GROUPS).all().stream()
        .filter(group -> group.vpcId().equals(vpcId) && group.groupName().equals("default"))
        .map(SecurityGroup::groupId)
        .toList();
  }

  /** Whether the subnet's route table, or the VPC's main one, leads to an internet gateway. */
  boolean isPublic(Subnet subnet) {
    return routeTable(subnet).stream()
        .flatMap(table -> table.routes().stream())
        .map(Route::gatewayId)
        .anyMatch(gateway -> gateway != null && gateway.startsWith("igw-"));
  }

  private Optional<RouteTable> routeTable(Subnet subnet) {
    List<RouteTable> tables =
        context.table(Ec2Tables.ROUTE_TABLES).all().stream()
            .filter(table -> table.vpcId().equals(subnet.vpcId()))
            .toList();
    return tables.stream()
        .filter(table -> associated(table, subnet.subnetId()))
        .findFirst()
        .or(() -> tables.stream().filter(Network::isMain).findFirst());
  }

  private static boolean associated(RouteTable table, String subnetId) {
    return table.associations().stream().anyMatch(one -> subnetId.equals(one.subnetId()));
  }

  private static boolean isMain(RouteTable table) {
    return table.associations().stream()
        .map(RouteTableAssociation::main)
        .anyMatch(Boolean.TRUE::equals);
  }

  private static AwsError invalidGroup(String message) {
    return AwsError.badRequest("InvalidSecurityGroup", message);
  }
}
