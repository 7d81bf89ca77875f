package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.TableKey;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * EC2's tables, by id. The rows carry no tags: those of every kind of resource are in {@link
 * #TAGS}.
 */
public final class Ec2Tables {
  public static final TableKey<Vpc> VPCS = TableKey.of("ec2.vpcs", Vpc.class);
  public static final TableKey<Subnet> SUBNETS = TableKey.of("ec2.subnets", Subnet.class);
  public static final TableKey<RouteTable> ROUTE_TABLES =
      TableKey.of("ec2.route-tables", RouteTable.class);
  public static final TableKey<InternetGateway> INTERNET_GATEWAYS =
      TableKey.of("ec2.internet-gateways", InternetGateway.class);
  public static final TableKey<NatGateway> NAT_GATEWAYS =
      TableKey.of("ec2.nat-gateways", NatGateway.class);
  public static final TableKey<NetworkAcl> NETWORK_ACLS =
      TableKey.of("ec2.network-acls", NetworkAcl.class);
  public static final TableKey<VpcEndpoint> VPC_ENDPOINTS =
      TableKey.of("ec2.vpc-endpoints", VpcEndpoint.class);

  /** Every interface of the account; other services make theirs with {@link NetworkInterfaces}. */
  public static final TableKey<NetworkInterface> NETWORK_INTERFACES =
      TableKey.of("ec2.network-interfaces", NetworkInterface.class);

  /** Without their rules. */
  public static final TableKey<SecurityGroup> SECURITY_GROUPS =
      TableKey.of("ec2.security-groups", SecurityGroup.class);

  /** One row for each direction, protocol, port range and source. */
  public static final TableKey<SecurityGroupRule> SECURITY_GROUP_RULES =
      TableKey.of("ec2.security-group-rules", SecurityGroupRule.class);

  static final TableKey<Address> ADDRESSES = TableKey.of("ec2.addresses", Address.class);

  /** Only of the VPCs whose attributes somebody has changed. */
  static final TableKey<VpcAttributes> VPC_ATTRIBUTES =
      TableKey.of("ec2.vpc-attributes", VpcAttributes.class);

  public static final TableKey<ResourceTags> TAGS = TableKey.of("ec2.tags", ResourceTags.class);

  private Ec2Tables() {}
}
