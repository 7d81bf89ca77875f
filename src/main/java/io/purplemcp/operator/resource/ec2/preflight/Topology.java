package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * The networks of a target as EC2 describes them.
 *
 * @param subnets by id
 * @param groups the security groups of endpoints and those that specs refer to, by id
 */
public record Topology(
    Map<String, Subnet> subnets,
    List<RouteTable> routeTables,
    List<NatGateway> natGateways,
    List<VpcEndpoint> endpoints,
    List<NetworkAcl> acls,
    Map<String, SecurityGroup> groups) {
  public static final Topology EMPTY =
      new Topology(Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  public Topology routedBy(List<RouteTable> tables) {
    return new Topology(subnets, tables, natGateways, endpoints, acls, groups);
  }

  public Optional<Subnet> subnet(String id) {
    return Optional.ofNullable(subnets.get(id));
  }

  /** The table that is tied to the subnet, else the VPC's main one, to which no tie is listed. */
  Optional<RouteTable> routeTable(Subnet subnet) {
    return table(subnet, association -> subnet.subnetId().equals(association.subnetId()))
        .or(() -> table(subnet, association -> Boolean.TRUE.equals(association.main())));
  }

  private Optional<RouteTable> table(Subnet subnet, Predicate<RouteTableAssociation> tie) {
    return routeTables.stream()
        .filter(table -> subnet.vpcId().equals(table.vpcId()))
        .filter(table -> table.associations().stream().filter(Topology::holds).anyMatch(tie))
        .findFirst();
  }

  private static boolean holds(RouteTableAssociation association) {
    return association.associationState() == null
        || association.associationState().state() == RouteTableAssociationStateCode.ASSOCIATED;
  }

  /** Every subnet has exactly one; empty where this account is not shown it. */
  Optional<NetworkAcl> acl(Subnet subnet) {
    return acls.stream()
        .filter(
            acl ->
                acl.associations().stream()
                    .anyMatch(tie -> subnet.subnetId().equals(tie.subnetId())))
        .findFirst();
  }

  /** The subnet's IPv4 addresses; empty where it has none. */
  static Optional<Cidr> range(Subnet subnet) {
    return Optional.ofNullable(subnet.cidrBlock()).flatMap(Cidr::parse);
  }
}
