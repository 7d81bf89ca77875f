package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ec2.preflight.Topology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Reads the networks of all deployments of a target in bulk. Route tables are read on every pass:
 * it is them that people change, and they show a gateway that is gone as a black hole. The rest is
 * remembered for a while as long as all is well and the desired state is the same.
 */
final class NetworkReading {
  private static final Duration REMEMBER = Duration.ofMinutes(10);

  private final Look look;
  private final VpcReads reads;

  NetworkReading(Look look) {
    this.look = look;
    this.reads =
        new VpcReads(
            look.clients().ec2(),
            grounds(look).map(Ground::vpcId).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<Ground> grounds(Look look) {
    return Stream.concat(
        look.desired().stream().map(Ground::of), look.desiredGateways().stream().map(Ground::of));
  }

  /** All but the route tables. */
  private record Rest(Map<String, Subnet> subnets, Reading<Topology> topology) {}

  Network.Observed read() {
    Reading<List<RouteTable>> tables = attempt(reads::routeTables);
    var fresh = new AtomicBoolean();
    int declared = Objects.hash(look.desired(), look.desiredGateways());
    String key = "network " + String.join(" ", reads.vpcs()) + " " + declared;
    Rest remembered =
        look.memory()
            .remember(
                key,
                REMEMBER,
                () -> {
                  fresh.set(true);
                  return rest(tables);
                });
    Network.Observed observed = joined(tables, remembered);
    boolean enough =
        fresh.get()
            || Stream.concat(look.deployments().stream(), look.gateways().stream())
                .allMatch(each -> Network.isWell(each, observed, look));
    return enough ? observed : joined(tables, rest(tables));
  }

  private static Network.Observed joined(Reading<List<RouteTable>> tables, Rest rest) {
    if (tables instanceof Reading.Unreadable<List<RouteTable>> unreadable) {
      return new Network.Observed(rest.subnets(), new Reading.Unreadable<>(unreadable.failure()));
    }
    List<RouteTable> known = tables.found().orElse(List.of());
    return new Network.Observed(
        rest.subnets(),
        rest.topology() instanceof Reading.Present<Topology> present
            ? new Reading.Present<>(present.value().routedBy(known))
            : rest.topology());
  }

  private Rest rest(Reading<List<RouteTable>> tables) {
    Map<String, Subnet> subnets = subnets();
    List<Route> routes =
        tables.found().stream()
            .flatMap(List::stream)
            .flatMap(table -> table.routes().stream())
            .toList();
    return new Rest(subnets, attempt(() -> topology(subnets, routes)));
  }

  private Topology topology(Map<String, Subnet> subnets, List<Route> routes) {
    List<VpcEndpoint> endpoints = reads.endpoints();
    return new Topology(
        subnets, List.of(), reads.natGateways(routes), endpoints, reads.acls(), groups(endpoints));
  }

  /** Those of endpoints, and those that specs refer to, which another room has read already. */
  private Map<String, SecurityGroup> groups(List<VpcEndpoint> endpoints) {
    Map<String, SecurityGroup> byId = new HashMap<>();
    look.snapshot()
        .of(SecurityGroups.class)
        .groups()
        .forEach(group -> byId.put(group.groupId(), group));
    SortedSet<String> missing =
        endpoints.stream()
            .flatMap(endpoint -> endpoint.groups().stream())
            .map(SecurityGroupIdentifier::groupId)
            .filter(id -> !byId.containsKey(id))
            .collect(Collectors.toCollection(TreeSet::new));
    reads.groups(missing).forEach(group -> byId.put(group.groupId(), group));
    return Map.copyOf(byId);
  }

  /** All of the VPCs, and those that are declared and lie in none of them. */
  private Map<String, Subnet> subnets() {
    Map<String, Subnet> byId = new HashMap<>();
    reads.subnets().forEach(subnet -> byId.put(subnet.subnetId(), subnet));
    SortedSet<String> missing =
        grounds(look)
            .flatMap(Ground::subnets)
            .filter(id -> !byId.containsKey(id))
            .collect(Collectors.toCollection(TreeSet::new));
    reads.subnets(missing).forEach(subnet -> byId.put(subnet.subnetId(), subnet));
    return Map.copyOf(byId);
  }

  /** What the preflight cannot read makes its verdict unknown, and nothing else. */
  private static <T> Reading<T> attempt(Supplier<T> read) {
    try {
      return new Reading.Present<>(read.get());
    } catch (VpcReads.Failed failed) {
      return new Reading.Unreadable<>(failed.failure());
    }
  }
}
