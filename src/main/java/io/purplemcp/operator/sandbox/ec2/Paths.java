package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * Where packets of a network interface get to, hop by hop: security groups, network ACLs, route
 * tables, gateways and endpoints.
 */
public final class Paths {
  /** What is out there has addresses in both halves of the internet. */
  private static final List<String> OUT_THERE = List.of("52.94.133.131", "198.51.100.80");

  private static final String ONE_ADDRESS = "/32";
  private static final String LOCAL = "local";
  private static final int HTTPS = 443;

  private final Context context;
  private final NetworkInterface from;
  private final PacketFilter filter;

  public Paths(Context context, NetworkInterface from) {
    this.context = context;
    this.from = from;
    this.filter = new PacketFilter(context);
  }

  /** Whether HTTPS to the internet goes out and is answered. */
  public boolean reachInternet() {
    return OUT_THERE.stream().allMatch(this::reachInternet);
  }

  private boolean reachInternet(String address) {
    if (!Firewall.letsOut(context, from, address, HTTPS)
        || !filter.letsOut(from.subnetId(), address, HTTPS)) {
      return false;
    }
    Optional<Route> route = route(from.subnetId(), address);
    if (route.filter(hop -> isAttachedGateway(hop.gatewayId())).isPresent()) {
      return from.association() != null;
    }
    return route
        .map(Route::natGatewayId)
        .flatMap(id -> context.table(Ec2Tables.NAT_GATEWAYS).find(id))
        .filter(nat -> nat.state() == NatGatewayState.AVAILABLE)
        .filter(nat -> goesOn(nat, address))
        .isPresent();
  }

  private boolean goesOn(NatGateway nat, String address) {
    boolean entered =
        nat.subnetId().equals(from.subnetId())
            || filter.letsIn(nat.subnetId(), from.privateIpAddress(), HTTPS);
    return entered
        && filter.letsNatOut(nat.subnetId(), address, HTTPS)
        && route(nat.subnetId(), address)
            .filter(hop -> isAttachedGateway(hop.gatewayId()))
            .isPresent();
  }

  private boolean isAttachedGateway(String id) {
    return id != null
        && context
            .table(Ec2Tables.INTERNET_GATEWAYS)
            .find(id)
            .filter(
                gateway ->
                    gateway.attachments().stream()
                        .map(InternetGatewayAttachment::vpcId)
                        .anyMatch(from.vpcId()::equals))
            .isPresent();
  }

  /**
   * Whether HTTPS to an AWS service goes out and is answered: through its endpoint where one takes
   * the service's name or addresses, else over the internet.
   *
   * @param service as the endpoint's name ends: {@code ecr.api}
   */
  public boolean reach(String service) {
    Optional<VpcEndpoint> gateway = endpoint(service, VpcEndpointType.GATEWAY, this::routesHere);
    if (gateway.isPresent()) {
      return OUT_THERE.stream().allMatch(address -> passes(gateway.get(), address));
    }
    return endpoint(service, VpcEndpointType.INTERFACE, VpcEndpoint::privateDnsEnabled)
        .map(this::reach)
        .orElseGet(this::reachInternet);
  }

  private boolean passes(VpcEndpoint gateway, String address) {
    boolean let =
        Firewall.letsOut(context, from, address, HTTPS)
            || Firewall.letsOutToList(context, from, prefixList(gateway), HTTPS);
    return let && filter.letsOut(from.subnetId(), address, HTTPS);
  }

  private String prefixList(VpcEndpoint gateway) {
    return table(from.subnetId()).stream()
        .flatMap(table -> table.routes().stream())
        .filter(route -> gateway.vpcEndpointId().equals(route.gatewayId()))
        .map(Route::destinationPrefixListId)
        .findFirst()
        .orElse("");
  }

  private boolean reach(VpcEndpoint endpoint) {
    return endpoint.networkInterfaceIds().stream()
        .flatMap(id -> context.table(Ec2Tables.NETWORK_INTERFACES).find(id).stream())
        .allMatch(this::reach);
  }

  private boolean reach(NetworkInterface to) {
    return Firewall.admits(context, from, to, HTTPS)
        && (to.subnetId().equals(from.subnetId())
            || route(from.subnetId(), to.privateIpAddress())
                    .filter(hop -> LOCAL.equals(hop.gatewayId()))
                    .isPresent()
                && filter.letsOut(from.subnetId(), to.privateIpAddress(), HTTPS)
                && filter.letsIn(to.subnetId(), from.privateIpAddress(), HTTPS));
  }

  private Optional<VpcEndpoint> endpoint(
      String service, VpcEndpointType type, Predicate<VpcEndpoint> takes) {
    String name = "." + context.scope().region() + "." + service;
    return context.table(Ec2Tables.VPC_ENDPOINTS).all().stream()
        .filter(endpoint -> endpoint.vpcId().equals(from.vpcId()))
        .filter(endpoint -> endpoint.vpcEndpointType() == type)
        .filter(endpoint -> endpoint.state() == State.AVAILABLE)
        .filter(endpoint -> endpoint.serviceName().endsWith(name))
        .filter(takes)
        .findFirst();
  }

  private boolean routesHere(VpcEndpoint endpoint) {
    return table(from.subnetId())
        .filter(table -> endpoint.routeTableIds().contains(table.routeTableId()))
        .isPresent();
  }

  /** The most specific route for an address that leads anywhere. */
  private Optional<Route> route(String subnetId, String address) {
    Cidr host = Cidr.ipv4(address + ONE_ADDRESS).orElseThrow();
    return table(subnetId).stream()
        .flatMap(table -> table.routes().stream())
        .filter(route -> block(route).filter(block -> block.contains(host)).isPresent())
        .max(Comparator.comparing(route -> block(route).orElseThrow().prefix()))
        .filter(route -> route.state() == RouteState.ACTIVE);
  }

  private static Optional<Cidr> block(Route route) {
    return Optional.ofNullable(route.destinationCidrBlock()).flatMap(Cidr::ipv4);
  }

  /** The table of the subnet, else the VPC's main one. */
  private Optional<RouteTable> table(String subnetId) {
    String vpc =
        context.table(Ec2Tables.SUBNETS).find(subnetId).map(Subnet::vpcId).orElse(from.vpcId());
    return table(vpc, tie -> subnetId.equals(tie.subnetId()))
        .or(() -> table(vpc, tie -> Boolean.TRUE.equals(tie.main())));
  }

  private Optional<RouteTable> table(String vpc, Predicate<RouteTableAssociation> tie) {
    return context.table(Ec2Tables.ROUTE_TABLES).all().stream()
        .filter(table -> table.vpcId().equals(vpc))
        .filter(table -> table.associations().stream().anyMatch(tie))
        .findFirst();
  }
}
