package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** What endpoints put into a VPC: interfaces into subnets, routes into route tables. */
final class VpcEndpoints {
  private final Context context;

  VpcEndpoints(Context context) {
    this.context = context;
  }

  void put(VpcEndpoint endpoint) {
    context.table(Ec2Tables.VPC_ENDPOINTS).put(endpoint.vpcEndpointId(), endpoint);
  }

  /** Puts interfaces and routes to what the endpoint says it has, and keeps it. */
  VpcEndpoint settle(VpcEndpoint endpoint) {
    VpcEndpoint settled =
        endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY ? routed(endpoint) : placed(endpoint);
    put(settled);
    return settled;
  }

  void remove(VpcEndpoint endpoint) {
    endpoint.networkInterfaceIds().forEach(id -> NetworkInterfaces.delete(context, id));
    routed(endpoint.toBuilder().routeTableIds(List.of()).build());
    context.table(Ec2Tables.VPC_ENDPOINTS).remove(endpoint.vpcEndpointId());
  }

  private VpcEndpoint placed(VpcEndpoint endpoint) {
    mustBeOneForEachZone(endpoint);
    List<String> ids = new ArrayList<>();
    Set<String> served = new HashSet<>();
    for (String id : endpoint.networkInterfaceIds()) {
      Optional<NetworkInterface> made = context.table(Ec2Tables.NETWORK_INTERFACES).find(id);
      if (made.filter(eni -> endpoint.subnetIds().contains(eni.subnetId())).isPresent()) {
        ids.add(id);
        served.add(made.get().subnetId());
      } else {
        NetworkInterfaces.delete(context, id);
      }
    }
    endpoint.subnetIds().stream()
        .filter(subnet -> !served.contains(subnet))
        .forEach(subnet -> ids.add(create(endpoint, subnet)));
    List<SecurityGroupIdentifier> groups = endpoint.groups();
    ids.forEach(
        id ->
            context
                .table(Ec2Tables.NETWORK_INTERFACES)
                .change(
                    id,
                    eni ->
                        eni.toBuilder()
                            .groups(
                                groups.stream()
                                    .map(
                                        g ->
                                            GroupIdentifier.builder()
                                                .groupId(g.groupId())
                                                .groupName(g.groupName())
                                                .build())
                                    .toList())
                            .build()));
    return endpoint.toBuilder().networkInterfaceIds(ids).build();
  }

  private void mustBeOneForEachZone(VpcEndpoint endpoint) {
    Set<String> zones = new HashSet<>();
    for (String id : endpoint.subnetIds()) {
      Subnet subnet = Network.SUBNETS.existing(context, id);
      if (!zones.add(subnet.availabilityZone())) {
        throw AwsError.badRequest(
            "DuplicateSubnetsInSameZone",
            "Found another VPC endpoint subnet in the availability zone of " + id);
      }
    }
  }

  private String create(VpcEndpoint endpoint, String subnet) {
    return NetworkInterfaces.create(
            context,
            subnet,
            endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList(),
            false,
            made ->
                made.description("VPC Endpoint Interface " + endpoint.vpcEndpointId())
                    .interfaceType(NetworkInterfaceType.VPC_ENDPOINT)
                    .requesterManaged(true))
        .networkInterfaceId();
  }

  private VpcEndpoint routed(VpcEndpoint endpoint) {
    Optional<String> list = prefixList(endpoint.serviceName());
    for (RouteTable table : context.table(Ec2Tables.ROUTE_TABLES).all()) {
      List<Route> routes =
          new ArrayList<>(
              table.routes().stream()
                  .filter(route -> !endpoint.vpcEndpointId().equals(route.gatewayId()))
                  .toList());
      if (list.isPresent() && endpoint.routeTableIds().contains(table.routeTableId())) {
        routes.add(
            Route.builder()
                .destinationPrefixListId(list.get())
                .gatewayId(endpoint.vpcEndpointId())
                .origin(RouteOrigin.CREATE_ROUTE)
                .state(RouteState.ACTIVE)
                .build());
      }
      RouteTables.put(context, table.toBuilder().routes(routes).build());
    }
    return endpoint;
  }

  private static Optional<String> prefixList(String serviceName) {
    return PrefixLists.SERVICES.entrySet().stream()
        .filter(entry -> serviceName.endsWith("." + entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
