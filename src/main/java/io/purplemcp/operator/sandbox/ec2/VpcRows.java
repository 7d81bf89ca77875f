package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** The rows that every VPC begins with. */
final class VpcRows {
  static final String DEFAULT_GROUP = "default";
  static final int ID_DIGITS = 17;
  private static final int ANY_PORT = -1;

  private VpcRows() {}

  static Vpc vpc(Context context, String id, String cidr) {
    return Vpc.builder()
        .vpcId(id)
        .ownerId(context.scope().account())
        .state(VpcState.AVAILABLE)
        .cidrBlock(cidr)
        .dhcpOptionsId(SandboxAccountIds.DHCP_OPTIONS)
        .instanceTenancy(Tenancy.DEFAULT)
        .isDefault(false)
        .cidrBlockAssociationSet(
            a ->
                a.associationId("vpc-cidr-assoc-" + id.substring("vpc-".length()))
                    .cidrBlock(cidr)
                    .cidrBlockState(s -> s.state(VpcCidrBlockStateCode.ASSOCIATED)))
        .build();
  }

  static Route localRoute(String cidr) {
    return Route.builder()
        .destinationCidrBlock(cidr)
        .gatewayId("local")
        .origin(RouteOrigin.CREATE_ROUTE_TABLE)
        .state(RouteState.ACTIVE)
        .build();
  }

  /** A table with nothing but the route within the VPC. */
  static RouteTable routeTable(Context context, Vpc vpc, boolean main) {
    String id = ResourceType.ROUTE_TABLE.newId(context);
    RouteTable.Builder table =
        RouteTable.builder()
            .routeTableId(id)
            .vpcId(vpc.vpcId())
            .ownerId(context.scope().account())
            .routes(localRoute(vpc.cidrBlock()));
    if (main) {
      table.associations(RouteTables.association(context, id).main(true).build());
    }
    return table.build();
  }

  /** The group that cannot be deleted: open to its own members, and outwards. */
  static void defaultGroup(Context context, String vpcId, String groupId) {
    SecurityGroup group =
        group(context, vpcId, groupId, DEFAULT_GROUP, "default VPC security group");
    context.table(Ec2Tables.SECURITY_GROUPS).put(groupId, group);
    String account = context.scope().account();
    putRule(
        context,
        groupId,
        anyProtocol().isEgress(false).referencedGroupInfo(r -> r.groupId(groupId).userId(account)));
    allowAllOutwards(context, groupId);
  }

  static SecurityGroup group(
      Context context, String vpcId, String groupId, String name, String description) {
    return SecurityGroup.builder()
        .groupId(groupId)
        .groupName(name)
        .description(description)
        .vpcId(vpcId)
        .ownerId(context.scope().account())
        .securityGroupArn(context.scope().arn("ec2", "security-group/" + groupId))
        .build();
  }

  /** What EC2 adds to each new group. */
  static void allowAllOutwards(Context context, String groupId) {
    putRule(context, groupId, anyProtocol().isEgress(true).cidrIpv4("0.0.0.0/0"));
  }

  /** Gives a rule its id and keeps it. */
  static SecurityGroupRule putRule(
      Context context, String groupId, SecurityGroupRule.Builder rule) {
    String id = "sgr-" + context.ids().hex(ID_DIGITS);
    SecurityGroupRule row =
        rule.securityGroupRuleId(id)
            .groupId(groupId)
            .groupOwnerId(context.scope().account())
            .securityGroupRuleArn(context.scope().arn("ec2", "security-group-rule/" + id))
            .build();
    context.table(Ec2Tables.SECURITY_GROUP_RULES).put(id, row);
    return row;
  }

  private static SecurityGroupRule.Builder anyProtocol() {
    return SecurityGroupRule.builder().ipProtocol("-1").fromPort(ANY_PORT).toPort(ANY_PORT);
  }
}
