package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ec2.Firewall;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/**
 * The way from a task to the services that it starts with: an internet gateway and a public
 * address, a NAT gateway, or the service's endpoint in the VPC; in each case through a security
 * group that lets HTTPS out.
 */
final class Egress {
  private static final int HTTPS = 443;
  private static final String ANYWHERE = "0.0.0.0/0";

  private final Context context;
  private final Optional<NetworkInterface> from;

  /**
   * @param from the task's interface; a task without one uses its host's network
   */
  Egress(Context context, Optional<NetworkInterface> from) {
    this.context = context;
    this.from = from;
  }

  /**
   * @param service as the name of its VPC endpoint ends: {@code secretsmanager}, {@code ecr.api}
   */
  boolean reaches(String service) {
    return from.isEmpty()
        || Firewall.letsOut(context, from.get(), HTTPS)
            && (reachesInternet() || hasEndpoint(service));
  }

  /** Images of other registries come from the internet alone. */
  boolean reachesRegistries() {
    return from.isEmpty() || Firewall.letsOut(context, from.get(), HTTPS) && reachesInternet();
  }

  private boolean reachesInternet() {
    return routeTable()
        .flatMap(Egress::defaultRoute)
        .filter(route -> route.natGatewayId() != null || hasPublicAddress())
        .isPresent();
  }

  private boolean hasPublicAddress() {
    return from.get().association() != null;
  }

  private static Optional<Route> defaultRoute(RouteTable table) {
    return table.routes().stream()
        .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()))
        .filter(route -> route.state() == RouteState.ACTIVE)
        .findFirst();
  }

  /** The table of the subnet, else the VPC's main one. */
  private Optional<RouteTable> routeTable() {
    String subnet = from.get().subnetId();
    return tables(association -> subnet.equals(association.subnetId()))
        .or(() -> tables(association -> Boolean.TRUE.equals(association.main())));
  }

  private Optional<RouteTable> tables(Predicate<RouteTableAssociation> associated) {
    return context.table(Ec2Tables.ROUTE_TABLES).all().stream()
        .filter(table -> table.vpcId().equals(from.get().vpcId()))
        .filter(table -> table.associations().stream().anyMatch(associated))
        .findFirst();
  }

  private boolean hasEndpoint(String service) {
    return context.table(Ec2Tables.VPC_ENDPOINTS).all().stream()
        .filter(endpoint -> endpoint.vpcId().equals(from.get().vpcId()))
        .anyMatch(endpoint -> endpoint.serviceName().endsWith("." + service));
  }
}
