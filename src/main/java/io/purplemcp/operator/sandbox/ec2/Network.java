package io.purplemcp.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** How the parts of a network are listed, and by what they can be filtered. */
final class Network {
  static final Listing<Vpc> VPCS =
      new Listing<>(
          ResourceType.VPC,
          Ec2Tables.VPCS,
          Vpc::vpcId,
          new Filters<Vpc>()
              .on("cidr", Vpc::cidrBlock)
              .on("cidr-block-association.cidr-block", Vpc::cidrBlock)
              .on("dhcp-options-id", Vpc::dhcpOptionsId)
              .on("is-default", Vpc::isDefault)
              .on("isDefault", Vpc::isDefault)
              .on("owner-id", Vpc::ownerId)
              .on("state", Vpc::stateAsString)
              .on("vpc-id", Vpc::vpcId));

  static final Listing<Subnet> SUBNETS =
      new Listing<>(
          ResourceType.SUBNET,
          Ec2Tables.SUBNETS,
          Subnet::subnetId,
          new Filters<Subnet>()
              .on("availability-zone", Subnet::availabilityZone)
              .on("availabilityZone", Subnet::availabilityZone)
              .on("availability-zone-id", Subnet::availabilityZoneId)
              .on("available-ip-address-count", Subnet::availableIpAddressCount)
              .on("cidr", Subnet::cidrBlock)
              .on("cidr-block", Subnet::cidrBlock)
              .on("default-for-az", Subnet::defaultForAz)
              .on("defaultForAz", Subnet::defaultForAz)
              .on("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
              .on("owner-id", Subnet::ownerId)
              .on("state", Subnet::stateAsString)
              .on("subnet-arn", Subnet::subnetArn)
              .on("subnet-id", Subnet::subnetId)
              .on("vpc-id", Subnet::vpcId));

  static final Listing<RouteTable> ROUTE_TABLES =
      new Listing<>(
          ResourceType.ROUTE_TABLE,
          Ec2Tables.ROUTE_TABLES,
          RouteTable::routeTableId,
          new Filters<RouteTable>()
              .on("owner-id", RouteTable::ownerId)
              .on("route-table-id", RouteTable::routeTableId)
              .on("vpc-id", RouteTable::vpcId)
              .onEach(
                  "association.main",
                  t -> t.associations().stream().map(RouteTableAssociation::main))
              .onEach(
                  "association.route-table-association-id",
                  t ->
                      t.associations().stream().map(RouteTableAssociation::routeTableAssociationId))
              .onEach(
                  "association.route-table-id",
                  t -> t.associations().stream().map(RouteTableAssociation::routeTableId))
              .onEach(
                  "association.subnet-id",
                  t -> t.associations().stream().map(RouteTableAssociation::subnetId))
              .onEach(
                  "route.destination-cidr-block",
                  t -> t.routes().stream().map(Route::destinationCidrBlock))
              .onEach("route.gateway-id", t -> t.routes().stream().map(Route::gatewayId))
              .onEach("route.nat-gateway-id", t -> t.routes().stream().map(Route::natGatewayId))
              .onEach("route.state", t -> t.routes().stream().map(Route::stateAsString)));

  static final Listing<InternetGateway> INTERNET_GATEWAYS =
      new Listing<>(
          ResourceType.INTERNET_GATEWAY,
          Ec2Tables.INTERNET_GATEWAYS,
          InternetGateway::internetGatewayId,
          new Filters<InternetGateway>()
              .on("internet-gateway-id", InternetGateway::internetGatewayId)
              .on("owner-id", InternetGateway::ownerId)
              .onEach(
                  "attachment.vpc-id",
                  g -> g.attachments().stream().map(InternetGatewayAttachment::vpcId))
              .onEach(
                  "attachment.state",
                  g -> g.attachments().stream().map(InternetGatewayAttachment::stateAsString)));

  static final Listing<NatGateway> NAT_GATEWAYS =
      new Listing<>(
          ResourceType.NAT_GATEWAY,
          Ec2Tables.NAT_GATEWAYS,
          NatGateway::natGatewayId,
          new Filters<NatGateway>()
              .on("nat-gateway-id", NatGateway::natGatewayId)
              .on("state", NatGateway::stateAsString)
              .on("subnet-id", NatGateway::subnetId)
              .on("vpc-id", NatGateway::vpcId));

  static final Listing<VpcEndpoint> VPC_ENDPOINTS =
      new Listing<>(
          ResourceType.VPC_ENDPOINT,
          Ec2Tables.VPC_ENDPOINTS,
          VpcEndpoint::vpcEndpointId,
          new Filters<VpcEndpoint>()
              .on("service-name", VpcEndpoint::serviceName)
              .on("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
              .on("vpc-endpoint-state", VpcEndpoint::stateAsString)
              .on("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
              .on("vpc-id", VpcEndpoint::vpcId));

  static final Listing<NetworkAcl> NETWORK_ACLS =
      new Listing<>(
          ResourceType.NETWORK_ACL,
          Ec2Tables.NETWORK_ACLS,
          NetworkAcl::networkAclId,
          new Filters<NetworkAcl>()
              .on("default", NetworkAcl::isDefault)
              .on("network-acl-id", NetworkAcl::networkAclId)
              .on("owner-id", NetworkAcl::ownerId)
              .on("vpc-id", NetworkAcl::vpcId)
              .onEach(
                  "association.association-id",
                  a ->
                      a.associations().stream().map(NetworkAclAssociation::networkAclAssociationId))
              .onEach(
                  "association.subnet-id",
                  a -> a.associations().stream().map(NetworkAclAssociation::subnetId)));

  static final Listing<NetworkInterface> INTERFACES =
      new Listing<>(
          ResourceType.NETWORK_INTERFACE,
          Ec2Tables.NETWORK_INTERFACES,
          NetworkInterface::networkInterfaceId,
          new Filters<NetworkInterface>()
              .on("addresses.private-ip-address", NetworkInterface::privateIpAddress)
              .on("availability-zone", NetworkInterface::availabilityZone)
              .on("description", NetworkInterface::description)
              .on("interface-type", NetworkInterface::interfaceTypeAsString)
              .on("mac-address", NetworkInterface::macAddress)
              .on("network-interface-id", NetworkInterface::networkInterfaceId)
              .on("owner-id", NetworkInterface::ownerId)
              .on("private-ip-address", NetworkInterface::privateIpAddress)
              .on("requester-id", NetworkInterface::requesterId)
              .on("requester-managed", NetworkInterface::requesterManaged)
              .on("status", NetworkInterface::statusAsString)
              .on("subnet-id", NetworkInterface::subnetId)
              .on("vpc-id", NetworkInterface::vpcId)
              .on("association.public-ip", Network::publicIp)
              .on("attachment.instance-owner-id", Network::instanceOwner)
              .on("attachment.status", Network::attachmentStatus)
              .onEach("group-id", i -> i.groups().stream().map(GroupIdentifier::groupId))
              .onEach("group-name", i -> i.groups().stream().map(GroupIdentifier::groupName)));

  static final Listing<Address> ADDRESSES =
      new Listing<>(
          ResourceType.ADDRESS,
          Ec2Tables.ADDRESSES,
          Address::allocationId,
          new Filters<Address>()
              .on("allocation-id", Address::allocationId)
              .on("association-id", Address::associationId)
              .on("domain", Address::domainAsString)
              .on("network-interface-id", Address::networkInterfaceId)
              .on("public-ip", Address::publicIp));

  private Network() {}

  private static String publicIp(NetworkInterface eni) {
    return eni.association() == null ? null : eni.association().publicIp();
  }

  private static String instanceOwner(NetworkInterface eni) {
    return eni.attachment() == null ? null : eni.attachment().instanceOwnerId();
  }

  private static String attachmentStatus(NetworkInterface eni) {
    return eni.attachment() == null ? null : eni.attachment().statusAsString();
  }
}
