package io.purplemcp.operator.resource.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the declared subnets exist, lie in the declared VPC and in zones enough. */
record SubnetCheck(Ground ground, Network.Observed observed, String account, String region) {
  /** What Elastic Load Balancing asks of an Application Load Balancer. */
  private static final int LEAST_ZONES = 2;

  /** What does not fit, in words; empty when all fits. */
  List<String> misfits() {
    List<String> misplaced =
        ground.subnets().distinct().flatMap(subnet -> misplaced(subnet).stream()).toList();
    return misplaced.isEmpty() ? zones().stream().toList() : misplaced;
  }

  private Optional<String> misplaced(String subnet) {
    String vpc = ground.vpcId();
    Optional<Subnet> live = observed.subnet(subnet);
    if (live.isEmpty()) {
      return Optional.of(
          "The subnet %s does not exist in account %s and region %s; correct %s"
              .formatted(subnet, account, region, ground.fields()));
    }
    return live.filter(found -> !vpc.equals(found.vpcId()))
        .map(
            found ->
                "The subnet %s lies in %s and not in %s, %s; tasks, load balancer and security groups have to share one VPC"
                    .formatted(subnet, found.vpcId(), ground.vpcField(), vpc));
  }

  private Optional<String> zones() {
    List<String> subnets = ground.balancerSubnets();
    if (subnets.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> byZone =
        subnets.stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    subnet -> observed.subnet(subnet).orElseThrow().availabilityZone()));
    if (byZone.size() < LEAST_ZONES) {
      return Optional.of(
          "loadBalancer.subnets are all in %s; an Application Load Balancer needs subnets in at least two zones"
              .formatted(String.join(", ", byZone.keySet())));
    }
    return byZone.entrySet().stream()
        .filter(zone -> zone.getValue().size() > 1)
        .findFirst()
        .map(
            zone ->
                "The subnets %s of loadBalancer.subnets are all in %s; an Application Load Balancer takes one subnet of each zone"
                    .formatted(String.join(", ", zone.getValue()), zone.getKey()));
  }
}
