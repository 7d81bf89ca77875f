package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ec2.preflight.AclRules.Ports;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The way from a subnet to the internet, by IPv4. */
record InternetWay(Topology topology) {
  private static final String INTERNET_GATEWAY = "igw-";

  /**
   * The way of a connection to port 443.
   *
   * @param publicAddress whether who asks has an address of the internet
   */
  Verdict from(Subnet subnet, boolean publicAddress) {
    Verdict way = Verdict.OPEN;
    for (Cidr half : Routes.INTERNET) {
      way = way.and(routed(subnet, half, publicAddress));
    }
    return way.and(new Firewalls(topology).outbound(subnet, Routes.INTERNET, Ports.OF_TASKS));
  }

  private Verdict routed(Subnet subnet, Cidr half, boolean publicAddress) {
    Optional<Routes> table = topology.routeTable(subnet).map(Routes::new);
    if (table.isEmpty()) {
      return new Unknown("the route table of %s is not shown".formatted(subnet.subnetId()));
    }
    Optional<Route> route = table.get().best(half);
    if (route.isEmpty()) {
      return none(table.get(), publicAddress ? "to an internet gateway" : "to a NAT gateway");
    }
    if (Routes.isBlackHole(route.get())) {
      return blackHole(table.get(), route.get());
    }
    if (isInternetGateway(route.get())) {
      return publicAddress ? Verdict.OPEN : unaddressed(table.get(), route.get());
    }
    return route.get().natGatewayId() == null
        ? elsewhere(table.get(), route.get())
        : throughNat(table.get(), route.get(), subnet);
  }

  /** Whether the subnet is public: what comes from the internet finds a way in and out again. */
  Verdict toInternetGateway(Subnet subnet) {
    Verdict way = Verdict.OPEN;
    for (Cidr half : Routes.INTERNET) {
      way = way.and(toInternetGateway(subnet, half));
    }
    return way;
  }

  private Verdict toInternetGateway(Subnet subnet, Cidr half) {
    Optional<Routes> table = topology.routeTable(subnet).map(Routes::new);
    if (table.isEmpty()) {
      return new Unknown("the route table of %s is not shown".formatted(subnet.subnetId()));
    }
    Optional<Route> route = table.get().best(half);
    if (route.isEmpty()) {
      return none(table.get(), "to an internet gateway");
    }
    if (Routes.isBlackHole(route.get())) {
      return blackHole(table.get(), route.get());
    }
    if (isInternetGateway(route.get())) {
      return Verdict.OPEN;
    }
    return route.get().natGatewayId() == null
        ? elsewhere(table.get(), route.get())
        : new Shut(
            Reason.NoRouteToInternet,
            "%s leads %s to the NAT gateway %s and not to an internet gateway"
                .formatted(table.get().name(), Routes.to(route.get()), route.get().natGatewayId()),
            "Tie the subnet to a route table whose route 0.0.0.0/0 leads to an internet gateway");
  }

  private static Verdict none(Routes table, String where) {
    return table
        .partial()
        .<Verdict>map(
            route ->
                new Unknown(
                    "%s has no route 0.0.0.0/0, only one for %s to %s"
                        .formatted(table.name(), Routes.to(route), Routes.target(route))))
        .orElseGet(
            () ->
                new Shut(
                    Reason.NoRouteToInternet,
                    "%s has no route to the internet".formatted(table.name()),
                    "Add a route 0.0.0.0/0 %s to %s".formatted(where, table.id())));
  }

  private static Verdict blackHole(Routes table, Route route) {
    return new Shut(
        Reason.NoRouteToInternet,
        "the route %s of %s leads to %s, which is not there any more (a black hole)"
            .formatted(Routes.to(route), table.name(), Routes.target(route)),
        "Replace the route in %s by one to a gateway that exists".formatted(table.id()));
  }

  /** A route to one that is not attached to the VPC any more is a black hole. */
  private static boolean isInternetGateway(Route route) {
    return route.gatewayId() != null && route.gatewayId().startsWith(INTERNET_GATEWAY);
  }

  private static Verdict unaddressed(Routes table, Route route) {
    return new Shut(
        Reason.NoRouteToInternet,
        "%s leads to the internet gateway %s, and tasks without a public address get no answer through it"
            .formatted(table.name(), route.gatewayId()),
        "Set network.assignPublicIp: true, or declare subnets whose route table leads to a NAT"
            + " gateway");
  }

  private static Verdict elsewhere(Routes table, Route route) {
    return new Unknown(
        "%s leads %s to %s, and what lies behind that is not shown here"
            .formatted(table.name(), Routes.to(route), Routes.target(route)));
  }

  private Verdict throughNat(Routes table, Route route, Subnet subnet) {
    Optional<NatGateway> nat =
        topology.natGateways().stream()
            .filter(each -> route.natGatewayId().equals(each.natGatewayId()))
            .findFirst();
    if (nat.isEmpty()) {
      return new Unknown(
          "%s leads to the NAT gateway %s, which is not shown to this account"
              .formatted(table.name(), route.natGatewayId()));
    }
    if (nat.get().state() != NatGatewayState.AVAILABLE) {
      return new Shut(
          Reason.NoRouteToInternet,
          "%s leads to the NAT gateway %s, which is %s"
              .formatted(table.name(), route.natGatewayId(), nat.get().stateAsString()),
          nat.get().state() == NatGatewayState.PENDING
              ? "Wait until it is available"
              : "Make a NAT gateway in a public subnet and replace the route %s in %s"
                  .formatted(Routes.to(route), table.id()));
    }
    if (nat.get().connectivityType() == ConnectivityType.PRIVATE) {
      return new Unknown(
          "%s leads to the NAT gateway %s, which is a private one"
              .formatted(table.name(), route.natGatewayId()));
    }
    return nat.get().availabilityMode() == AvailabilityMode.REGIONAL
        ? Verdict.OPEN
        : behindNat(nat.get(), subnet);
  }

  /** A NAT gateway needs the internet itself, and lies behind its own subnet's network ACL. */
  private Verdict behindNat(NatGateway nat, Subnet tasks) {
    Optional<Subnet> own = topology.subnet(nat.subnetId());
    if (own.isEmpty()) {
      return new Unknown(
          "the subnet %s of the NAT gateway %s is not shown"
              .formatted(nat.subnetId(), nat.natGatewayId()));
    }
    Verdict way = toInternetGateway(own.get());
    if (way instanceof Shut shut) {
      return new Shut(
          shut.reason(),
          "the NAT gateway %s lies in %s, and there %s"
              .formatted(nat.natGatewayId(), nat.subnetId(), shut.cause()),
          shut.fix());
    }
    Firewalls firewalls = new Firewalls(topology);
    List<Cidr> clients = Topology.range(tasks).stream().toList();
    return way.and(firewalls.outbound(own.get(), Routes.INTERNET, Ports.OF_AWS))
        .and(
            own.get().subnetId().equals(tasks.subnetId())
                ? Verdict.OPEN
                : firewalls.inbound(own.get(), clients, Ports.OF_TASKS));
  }
}
