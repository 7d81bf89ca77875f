package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Whether a load balancer can live in its subnets, and whether its clients reach it there. Pure.
 *
 * @param subnets in the spec's order
 * @param exists whether it has been made already
 * @param clients the ranges that may reach it, as the spec names them
 */
public record BalancerPreflight(
    Topology topology,
    List<String> subnets,
    boolean internal,
    boolean exists,
    List<String> clients) {
  /** What Elastic Load Balancing asks of a subnet. */
  public static final int FREE_ADDRESSES = 8;

  private static final int LONGEST_PREFIX = 27;
  private static final String CLIENTS = "clients";

  public List<Judgement> judgements() {
    return found().map(this::judge).toList();
  }

  private Stream<Subnet> found() {
    return subnets.stream().distinct().flatMap(id -> topology.subnet(id).stream());
  }

  private Judgement judge(Subnet subnet) {
    Verdict room = exists ? Verdict.OPEN : room(subnet);
    return new Judgement(
        subnet.subnetId(), Set.of(CLIENTS), room.and(publicWay(subnet)).and(clients(subnet)));
  }

  private static Verdict room(Subnet subnet) {
    Optional<Cidr> range = Topology.range(subnet);
    if (range.filter(block -> block.prefix() > LONGEST_PREFIX).isPresent()) {
      return invalid(
          "%s is a /%d, and an Application Load Balancer needs a /%d at least"
              .formatted(subnet.subnetId(), range.get().prefix(), LONGEST_PREFIX),
          "Declare a larger subnet of the same zone in loadBalancer.subnets");
    }
    return free(subnet) < FREE_ADDRESSES
        ? invalid(
            "%s has %d free addresses, and Elastic Load Balancing asks for %d"
                .formatted(subnet.subnetId(), free(subnet), FREE_ADDRESSES),
            "Free addresses there, or declare another subnet of the same zone")
        : Verdict.OPEN;
  }

  /** A load balancer that lives grows when it has to, for which it takes addresses. */
  public Optional<String> advice() {
    return found()
        .filter(subnet -> exists && free(subnet) < FREE_ADDRESSES)
        .findFirst()
        .map(
            subnet ->
                "The load balancer's subnet %s has fewer than %d free addresses; under load it may not be able to grow"
                    .formatted(subnet.subnetId(), FREE_ADDRESSES));
  }

  private static int free(Subnet subnet) {
    Integer free = subnet.availableIpAddressCount();
    return free == null ? FREE_ADDRESSES : free;
  }

  private static Verdict invalid(String cause, String fix) {
    return new Shut(Reason.LoadBalancerSubnetsInvalid, cause, fix);
  }

  private Verdict publicWay(Subnet subnet) {
    if (internal) {
      return Verdict.OPEN;
    }
    Verdict way = new InternetWay(topology).toInternetGateway(subnet);
    return way instanceof Shut shut
        ? invalid(
            "an internet-facing load balancer needs public subnets, and " + shut.cause(),
            shut.fix())
        : way;
  }

  /** A range of the internet has no way to an internal one; the preflight advises of it apart. */
  private Verdict clients(Subnet subnet) {
    Optional<Routes> table = topology.routeTable(subnet).map(Routes::new);
    if (!internal || table.isEmpty()) {
      return Verdict.OPEN;
    }
    return ranges()
        .filter(Cidr::isPrivate)
        .filter(range -> !answered(table.get(), range))
        .findFirst()
        .<Verdict>map(
            range ->
                new Unknown(
                    "%s of loadBalancer.allowedCidrs lies outside the VPC, and %s has no route back to it"
                        .formatted(range.canonical(), table.get().name())))
        .orElse(Verdict.OPEN);
  }

  private static boolean answered(Routes table, Cidr range) {
    boolean inside = table.local().stream().anyMatch(local -> local.overlaps(range));
    return inside
        || table.table().routes().stream()
            .filter(route -> !Routes.isBlackHole(route))
            .anyMatch(route -> leadsInto(route, range));
  }

  /** The default route leads to the internet, where no private address is. */
  private static boolean leadsInto(Route route, Cidr range) {
    return Routes.destination(route)
        .filter(to -> to.prefix() > 1 && to.overlaps(range))
        .isPresent();
  }

  /** Ranges of the internet that are to reach an internal load balancer: none of them can. */
  public List<String> hopeless() {
    return internal
        ? ranges().filter(range -> !range.isPrivate()).map(Cidr::canonical).toList()
        : List.of();
  }

  private Stream<Cidr> ranges() {
    return clients.stream().map(Cidr::parse).flatMap(Optional::stream);
  }
}
