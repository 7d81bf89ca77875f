package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ec2.preflight.AclRules.Ports;
import io.purplemcp.operator.resource.ec2.preflight.GroupRules.Peer;
import io.purplemcp.operator.resource.ec2.preflight.Tasks.Service;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * The way from a subnet to an AWS service that has an endpoint in the VPC. An endpoint takes all of
 * the service's traffic, so a broken one harms even where there is a way to the internet.
 */
record EndpointWay(Topology topology, Tasks tasks) {
  /** Empty where no endpoint takes the traffic: it goes the way of the internet then. */
  Optional<Verdict> to(Service service, Subnet subnet) {
    return service == Service.S3
        ? gateway(subnet).map(endpoint -> throughGateway(endpoint, subnet))
        : answering(service, subnet.vpcId())
            .map(endpoint -> throughInterface(endpoint, service, subnet));
  }

  /** The endpoint whose private DNS name stands for the service. */
  private Optional<VpcEndpoint> answering(Service service, String vpcId) {
    return of(service, vpcId, VpcEndpointType.INTERFACE)
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.privateDnsEnabled()))
        .findFirst();
  }

  /** One that is there and of no use, because the service's name does not lead to it. */
  Optional<VpcEndpoint> idle(Service service, Subnet subnet) {
    VpcEndpointType type =
        service == Service.S3 ? VpcEndpointType.GATEWAY : VpcEndpointType.INTERFACE;
    return to(service, subnet).isPresent()
        ? Optional.empty()
        : of(service, subnet.vpcId(), type).findFirst();
  }

  /** Layers of ECR come through a gateway endpoint, never through an interface one of S3. */
  private Optional<VpcEndpoint> gateway(Subnet subnet) {
    Optional<String> table = topology.routeTable(subnet).map(found -> found.routeTableId());
    return of(Service.S3, subnet.vpcId(), VpcEndpointType.GATEWAY)
        .filter(endpoint -> table.filter(endpoint.routeTableIds()::contains).isPresent())
        .findFirst();
  }

  private Stream<VpcEndpoint> of(Service service, String vpcId, VpcEndpointType type) {
    String name = "." + tasks.region() + "." + service.endpoint();
    return topology.endpoints().stream()
        .filter(endpoint -> vpcId.equals(endpoint.vpcId()))
        .filter(endpoint -> endpoint.vpcEndpointType() == type)
        .filter(endpoint -> endpoint.serviceName() != null && endpoint.serviceName().endsWith(name))
        .filter(endpoint -> endpoint.state() == State.AVAILABLE);
  }

  private Verdict throughGateway(VpcEndpoint endpoint, Subnet subnet) {
    Optional<String> prefixList =
        topology.routeTable(subnet).stream()
            .flatMap(table -> table.routes().stream())
            .filter(route -> endpoint.vpcEndpointId().equals(route.gatewayId()))
            .map(Route::destinationPrefixListId)
            .filter(id -> id != null)
            .findFirst();
    return tasks
        .letOut(new Peer(Set.of(), Routes.INTERNET, prefixList))
        .verdict(() -> partly(endpoint), () -> kept(endpoint))
        .and(new Firewalls(topology).outbound(subnet, Routes.INTERNET, Ports.OF_TASKS));
  }

  private Verdict throughInterface(VpcEndpoint endpoint, Service service, Subnet subnet) {
    List<Subnet> places =
        endpoint.subnetIds().stream().flatMap(id -> topology.subnet(id).stream()).toList();
    if (places.isEmpty() || places.size() < endpoint.subnetIds().size()) {
      return new Unknown(
          "the subnets of the endpoint %s are not shown".formatted(endpoint.vpcEndpointId()));
    }
    Verdict way = outOfGroups(endpoint, places).and(intoGroups(endpoint, service, subnet));
    for (Subnet place : places) {
      way = way.and(between(subnet, place, endpoint));
    }
    return way;
  }

  private Verdict outOfGroups(VpcEndpoint endpoint, List<Subnet> places) {
    Set<String> groups =
        endpoint.groups().stream()
            .map(SecurityGroupIdentifier::groupId)
            .collect(Collectors.toSet());
    List<Cidr> ranges = places.stream().flatMap(place -> Topology.range(place).stream()).toList();
    return tasks
        .letOut(new Peer(groups, ranges, Optional.empty()))
        .verdict(() -> partly(endpoint), () -> kept(endpoint));
  }

  private static Verdict partly(VpcEndpoint endpoint) {
    return new Unknown(
        "the tasks' security groups let HTTPS out to part of the addresses of %s"
            .formatted(endpoint.vpcEndpointId()));
  }

  private static Verdict kept(VpcEndpoint endpoint) {
    return new Shut(
        Reason.TrafficDenied,
        "network.securityGroups let no HTTPS out to the endpoint %s (%s)"
            .formatted(endpoint.vpcEndpointId(), endpoint.serviceName()),
        "Allow outbound TCP 443 to it in one of them");
  }

  private Verdict intoGroups(VpcEndpoint endpoint, Service service, Subnet subnet) {
    List<String> ids =
        endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).sorted().toList();
    List<SecurityGroup> groups =
        ids.stream().map(topology.groups()::get).filter(group -> group != null).toList();
    if (groups.size() < ids.size()) {
      return new Unknown(
          "the security groups of the endpoint %s are not shown"
              .formatted(endpoint.vpcEndpointId()));
    }
    List<IpPermission> rules =
        groups.stream().flatMap(group -> group.ipPermissions().stream()).toList();
    String named = String.join(", ", ids);
    return new GroupRules(rules)
        .answer(Tasks.HTTPS, tasks.peer(subnet))
        .verdict(
            () ->
                new Unknown(
                    "the security group %s of the endpoint %s lets HTTPS in from part of the tasks"
                        .formatted(named, endpoint.vpcEndpointId())),
            () ->
                new Shut(
                    Reason.EndpointUnusable,
                    "the endpoint %s takes the traffic to %s, and its security group %s lets no HTTPS in from the tasks"
                        .formatted(endpoint.vpcEndpointId(), service.words(), named),
                    "Allow inbound TCP 443 from %s in %s".formatted(subnet.cidrBlock(), named)));
  }

  private Verdict between(Subnet from, Subnet place, VpcEndpoint endpoint) {
    if (from.subnetId().equals(place.subnetId())) {
      return Verdict.OPEN;
    }
    List<Cidr> there = Topology.range(place).stream().toList();
    List<Cidr> here = Topology.range(from).stream().toList();
    boolean direct =
        topology
            .routeTable(from)
            .map(Routes::new)
            .filter(
                table ->
                    there.stream()
                        .allMatch(to -> table.best(to).filter(Routes::isLocal).isPresent()))
            .isPresent();
    if (!direct) {
      return new Unknown(
          "the way to the endpoint %s in %s leads out of the VPC's own routes"
              .formatted(endpoint.vpcEndpointId(), place.subnetId()));
    }
    Firewalls firewalls = new Firewalls(topology);
    return firewalls
        .outbound(from, there, Ports.OF_TASKS)
        .and(firewalls.inbound(place, here, Ports.OF_TASKS));
  }
}
