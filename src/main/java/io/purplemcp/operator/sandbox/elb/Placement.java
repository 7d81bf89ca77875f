package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** The subnets of a load balancer: in at least two zones of one VPC, one in each. */
record Placement(String vpcId, List<Subnet> subnets) {
  private static final int FEWEST_ZONES = 2;

  /** The subnets of a request, which names them in one of two ways. */
  static Placement of(
      Network network, List<String> ids, List<SubnetMapping> mappings, boolean internal) {
    if (!ids.isEmpty() && !mappings.isEmpty()) {
      throw ElbErrors.validation("You can specify subnets or subnet mappings, but not both");
    }
    List<String> asked =
        ids.isEmpty() ? mappings.stream().map(SubnetMapping::subnetId).toList() : ids;
    List<Subnet> subnets = asked.stream().distinct().map(network::subnet).toList();
    mustSpanZones(subnets);
    Placement placement = new Placement(subnets.get(0).vpcId(), subnets);
    placement.mustBeOneVpc();
    subnets.forEach(network::mustHaveRoom);
    if (!internal) {
      placement.mustReachTheInternet(network);
    }
    return placement;
  }

  List<AvailabilityZone> zones() {
    return subnets.stream()
        .map(
            subnet ->
                AvailabilityZone.builder()
                    .zoneName(subnet.availabilityZone())
                    .subnetId(subnet.subnetId())
                    .loadBalancerAddresses(List.of())
                    .build())
        .toList();
  }

  /** Whether every subnet has an IPv6 range. */
  boolean hasIpv6() {
    return subnets.stream().noneMatch(one -> one.ipv6CidrBlockAssociationSet().isEmpty());
  }

  private static void mustSpanZones(List<Subnet> subnets) {
    Set<String> zones = new HashSet<>();
    subnets.forEach(subnet -> zones.add(subnet.availabilityZone()));
    if (zones.size() < FEWEST_ZONES) {
      throw ElbErrors.validation(
          "At least two subnets in two different Availability Zones must be specified");
    }
    if (zones.size() < subnets.size()) {
      throw ElbErrors.invalidConfiguration(
          "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
    }
  }

  private void mustBeOneVpc() {
    if (subnets.stream().anyMatch(subnet -> !subnet.vpcId().equals(vpcId))) {
      throw ElbErrors.invalidConfiguration(
          "All subnets must belong to the same VPC: '" + vpcId + "'");
    }
  }

  private void mustReachTheInternet(Network network) {
    for (Subnet subnet : subnets) {
      if (!network.isPublic(subnet)) {
        throw AwsError.badRequest(
            "InvalidSubnet",
            "Subnet '" + subnet.subnetId() + "' has no route to an internet gateway");
      }
    }
  }
}
