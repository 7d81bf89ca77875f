package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.Arrays;

/** The kinds of resources that EC2 has here, told apart by the prefix of their ids. */
enum ResourceType {
  VPC("vpc-", "vpc", "InvalidVpcID.NotFound", "vpc ID", Ec2Tables.VPCS),
  SUBNET("subnet-", "subnet", "InvalidSubnetID.NotFound", "subnet ID", Ec2Tables.SUBNETS),
  ROUTE_TABLE(
      "rtb-",
      "route-table",
      "InvalidRouteTableID.NotFound",
      "routeTable ID",
      Ec2Tables.ROUTE_TABLES),
  INTERNET_GATEWAY(
      "igw-",
      "internet-gateway",
      "InvalidInternetGatewayID.NotFound",
      "internetGateway ID",
      Ec2Tables.INTERNET_GATEWAYS),
  NAT_GATEWAY("nat-", "natgateway", "NatGatewayNotFound", "Nat Gateway", Ec2Tables.NAT_GATEWAYS),
  NETWORK_ACL(
      "acl-",
      "network-acl",
      "InvalidNetworkAclID.NotFound",
      "networkAcl ID",
      Ec2Tables.NETWORK_ACLS),
  VPC_ENDPOINT(
      "vpce-",
      "vpc-endpoint",
      "InvalidVpcEndpointId.NotFound",
      "Vpc Endpoint Id",
      Ec2Tables.VPC_ENDPOINTS),
  NETWORK_INTERFACE(
      "eni-",
      "network-interface",
      "InvalidNetworkInterfaceID.NotFound",
      "networkInterface ID",
      Ec2Tables.NETWORK_INTERFACES),
  SECURITY_GROUP(
      "sg-",
      "security-group",
      "InvalidGroup.NotFound",
      "security group",
      Ec2Tables.SECURITY_GROUPS),
  SECURITY_GROUP_RULE(
      "sgr-",
      "security-group-rule",
      "InvalidSecurityGroupRuleId.NotFound",
      "security group rule ID",
      Ec2Tables.SECURITY_GROUP_RULES),
  ADDRESS(
      "eipalloc-",
      "elastic-ip",
      "InvalidAllocationID.NotFound",
      "allocation ID",
      Ec2Tables.ADDRESSES);

  private final String idPrefix;
  private final String arnType;
  private final String errorCode;
  private final String words;
  private final TableKey<?> table;

  ResourceType(String idPrefix, String arnType, String errorCode, String words, TableKey<?> table) {
    this.idPrefix = idPrefix;
    this.arnType = arnType;
    this.errorCode = errorCode;
    this.words = words;
    this.table = table;
  }

  /** As in an ARN and in a tag specification. */
  String arnType() {
    return arnType;
  }

  String newId(Context context) {
    return idPrefix + context.ids().hex(VpcRows.ID_DIGITS);
  }

  AwsError notFound(String id) {
    return AwsError.badRequest(errorCode, "The " + words + " '" + id + "' does not exist");
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
      throw type.notFound(id);
    }
    return type;
  }
}
