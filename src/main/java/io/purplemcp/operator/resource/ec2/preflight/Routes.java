package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** How a route table leads packets: the most specific route that holds the address decides. */
record Routes(RouteTable table) {
  static final String DEFAULT = "0.0.0.0/0";
  private static final String DEFAULT_IPV6 = "::/0";
  private static final String LOCAL = "local";

  /**
   * All of IPv4 in two halves: a pair of routes for these beats the default route, as some VPNs use
   * it.
   */
  static final List<Cidr> INTERNET =
      Stream.of("0.0.0.0/1", "128.0.0.0/1").map(Cidr::parse).flatMap(Optional::stream).toList();

  /** The route for a whole range of addresses. */
  Optional<Route> best(Cidr range) {
    return table.routes().stream()
        .filter(route -> destination(route).filter(to -> to.contains(range)).isPresent())
        .max(Comparator.comparing(route -> destination(route).orElseThrow().prefix()));
  }

  static Optional<Cidr> destination(Route route) {
    return Optional.ofNullable(route.destinationCidrBlock()).flatMap(Cidr::parse);
  }

  static boolean isBlackHole(Route route) {
    return route.state() == RouteState.BLACKHOLE;
  }

  static boolean isLocal(Route route) {
    return LOCAL.equals(route.gatewayId());
  }

  /** The VPC's own ranges. */
  List<Cidr> local() {
    return table.routes().stream()
        .filter(Routes::isLocal)
        .flatMap(route -> destination(route).stream())
        .toList();
  }

  /**
   * Ways that lead to some addresses of the internet only, among which the console may or may not
   * be: routes to parts of it or to a prefix list, and IPv6.
   */
  Optional<Route> partial() {
    return table.routes().stream()
        .filter(route -> !isBlackHole(route) && !isLocal(route) && !toEndpoint(route))
        .filter(
            route ->
                DEFAULT_IPV6.equals(route.destinationIpv6CidrBlock())
                    || route.destinationPrefixListId() != null
                    || destination(route).filter(to -> !to.isPrivate()).isPresent())
        .findFirst();
  }

  /** A gateway endpoint's route leads to one service of AWS. */
  private static boolean toEndpoint(Route route) {
    return route.destinationPrefixListId() != null
        && route.gatewayId() != null
        && route.gatewayId().startsWith("vpce-");
  }

  /** {@code the route table rtb-1 (the main one of vpc-1)}. */
  String name() {
    boolean main =
        table.associations().stream()
            .map(RouteTableAssociation::main)
            .anyMatch(Boolean.TRUE::equals);
    return "the route table "
        + table.routeTableId()
        + (main ? " (the main one of " + table.vpcId() + ")" : "");
  }

  String id() {
    return table.routeTableId();
  }

  static String to(Route route) {
    return Stream.of(
            route.destinationCidrBlock(),
            route.destinationIpv6CidrBlock(),
            route.destinationPrefixListId())
        .filter(text -> text != null)
        .findFirst()
        .orElse("?");
  }

  /** What the route leads to, by its id. */
  static String target(Route route) {
    return Stream.of(
            route.natGatewayId(),
            route.transitGatewayId(),
            route.vpcPeeringConnectionId(),
            route.egressOnlyInternetGatewayId(),
            route.localGatewayId(),
            route.carrierGatewayId(),
            route.coreNetworkArn(),
            route.odbNetworkArn(),
            route.gatewayId(),
            route.instanceId(),
            route.networkInterfaceId())
        .filter(text -> text != null)
        .findFirst()
        .orElse("something of a kind that is not known here");
  }
}
