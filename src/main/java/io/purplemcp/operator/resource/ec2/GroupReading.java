package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Reads security groups in bulk: one call where all is well, two while something is missing. */
final class GroupReading {
  /** What DescribeSecurityGroups gives on one page. */
  private static final int PAGE = 1000;

  /** How many values EC2 takes for one filter. */
  private static final int FILTER_VALUES = 200;

  private GroupReading() {}

  static SecurityGroups.Observed of(Look look) {
    Ec2Client ec2 = look.clients().ec2();
    Map<String, SecurityGroup> byId = new LinkedHashMap<>();
    read(ec2, byId, "tag:" + Ownership.MANAGED_BY, List.of(Ownership.OPERATOR));
    var names = new TreeSet<String>();
    var referenced = new TreeSet<String>();
    look.deployments()
        .forEach(deployment -> SecurityGroups.referenced(deployment).forEach(referenced::add));
    look.gateways()
        .forEach(gateway -> referenced.addAll(gateway.spec().loadBalancer().securityGroups()));
    Stream.concat(
            look.deployments().stream().flatMap(each -> GroupForm.of(each).stream()),
            look.gateways().stream().flatMap(each -> GroupForm.of(each, Set.of()).stream()))
        .filter(form -> !has(byId.values(), form))
        .forEach(form -> names.add(form.groupName()));
    referenced.removeAll(byId.keySet());
    read(ec2, byId, "group-id", referenced);
    read(ec2, byId, "group-name", names);
    Set<String> wanted =
        Stream.concat(
                look.living().flatMap(each -> GroupForm.of(each).stream()),
                look.desiredGateways().stream()
                    .flatMap(each -> GroupForm.of(each, Set.of()).stream()))
            .map(GroupForm::place)
            .collect(Collectors.toSet());
    List<String> unwanted =
        byId.values().stream()
            .filter(group -> !wanted.contains(GroupForm.place(group)))
            .filter(group -> Ownership.of(SecurityGroups.tags(group)).isPresent())
            .map(SecurityGroup::groupId)
            .toList();
    return new SecurityGroups.Observed(
        List.copyOf(byId.values()), users(ec2, unwanted), gateways(look), ports(look));
  }

  private static Map<String, Balancer> gateways(Look look) {
    return look.desiredGateways().stream()
        .collect(Collectors.toMap(PurpleMcpGateway::name, Balancer::of));
  }

  private static Map<String, Set<Integer>> ports(Look look) {
    Map<String, Set<Integer>> ports = new HashMap<>();
    for (PurpleMcpDeployment deployment : look.desired()) {
      deployment
          .spec()
          .gateway()
          .ifPresent(
              gateway ->
                  ports
                      .computeIfAbsent(gateway.name(), any -> new TreeSet<>())
                      .add(deployment.spec().server().port()));
    }
    return ports;
  }

  private static boolean has(Collection<SecurityGroup> groups, GroupForm form) {
    return groups.stream().anyMatch(group -> form.place().equals(GroupForm.place(group)));
  }

  private static void read(
      Ec2Client ec2, Map<String, SecurityGroup> byId, String filter, Collection<String> values) {
    for (Filter each : filters(filter, values)) {
      ec2.describeSecurityGroupsPaginator(request -> request.filters(each).maxResults(PAGE))
          .securityGroups()
          .forEach(group -> byId.put(group.groupId(), group));
    }
  }

  private static List<NetworkInterface> users(Ec2Client ec2, Collection<String> groupIds) {
    var users = new ArrayList<NetworkInterface>();
    for (Filter each : filters("group-id", groupIds)) {
      ec2.describeNetworkInterfacesPaginator(request -> request.filters(each).maxResults(PAGE))
          .networkInterfaces()
          .forEach(users::add);
    }
    return List.copyOf(users);
  }

  private static List<Filter> filters(String name, Collection<String> values) {
    List<String> all = List.copyOf(values);
    var filters = new ArrayList<Filter>();
    for (int from = 0; from < all.size(); from += FILTER_VALUES) {
      filters.add(
          Filter.builder()
              .name(name)
              .values(all.subList(from, Math.min(from + FILTER_VALUES, all.size())))
              .build());
    }
    return filters;
  }
}
