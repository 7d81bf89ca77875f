package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.Arrays;

/** The kinds of resources that EC2 can tag here, told apart by the prefix of their ids. */
enum ResourceType {
  VPC("vpc-", "vpc", "InvalidVpcID", Ec2Tables.VPCS),
  SUBNET("subnet-", "subnet", "InvalidSubnetID", Ec2Tables.SUBNETS),
  ROUTE_TABLE("rtb-", "route-table", "InvalidRouteTableID", Ec2Tables.ROUTE_TABLES),
  INTERNET_GATEWAY(
      "igw-", "internet-gateway", "InvalidInternetGatewayID", Ec2Tables.INTERNET_GATEWAYS),
  NAT_GATEWAY("nat-", "natgateway", "InvalidNatGatewayID", Ec2Tables.NAT_GATEWAYS),
  VPC_ENDPOINT("vpce-", "vpc-endpoint", "InvalidVpcEndpointId", Ec2Tables.VPC_ENDPOINTS),
  NETWORK_INTERFACE(
      "eni-", "network-interface", "InvalidNetworkInterfaceID", Ec2Tables.NETWORK_INTERFACES),
  SECURITY_GROUP("sg-", "security-group", "InvalidGroup", Ec2Tables.SECURITY_GROUPS),
  SECURITY_GROUP_RULE(
      "sgr-", "security-group-rule", "InvalidSecurityGroupRuleId", Ec2Tables.SECURITY_GROUP_RULES);

  private final String idPrefix;
  private final String arnType;
  private final String errorPrefix;
  private final TableKey<?> table;

  ResourceType(String idPrefix, String arnType, String errorPrefix, TableKey<?> table) {
    this.idPrefix = idPrefix;
    this.arnType = arnType;
    this.errorPrefix = errorPrefix;
    this.table = table;
  }

  /** As in an ARN and in a tag specification. */
  String arnType() {
    return arnType;
  }

  /**
   * The type of a resource that exists.
   *
   * @throws AwsError {@code InvalidID} or the type's own {@code NotFound}
   */
  static ResourceType ofExisting(Context context, String id) {
    ResourceType type =
        Arrays.stream(values())
            .filter(t -> id.startsWith(t.idPrefix))
            .findFirst()
            .orElseThrow(
                () -> AwsError.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
    if (!context.table(type.table).contains(id)) {
      throw Ec2Errors.notFound(type.errorPrefix, type.arnType.replace('-', ' ') + " ID", id);
    }
    return type;
  }
}
