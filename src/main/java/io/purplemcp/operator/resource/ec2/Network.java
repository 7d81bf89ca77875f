package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets that deployments name: only looked at, never changed. */
public final class Network implements ResourceKind<Network.Observed> {
  public static final String NAME = "Network";

  /** A subnet keeps its VPC and zone for life. */
  private static final Duration REMEMBER = Duration.ofDays(1);

  /** Somebody may be making what is missing. */
  private static final Duration REMEMBER_MISSING = Duration.ofSeconds(30);

  /** How many values EC2 takes for one filter. */
  private static final int FILTER_VALUES = 200;

  /** What Elastic Load Balancing asks of an Application Load Balancer. */
  private static final int LEAST_ZONES = 2;

  /** The subnets that exist, by id. */
  public record Observed(Map<String, Subnet> byId) {
    public Optional<Subnet> subnet(String id) {
      return Optional.ofNullable(byId.get(id));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    SortedSet<String> ids =
        look.deployments().stream()
            .flatMap(Network::subnets)
            .collect(Collectors.toCollection(TreeSet::new));
    String key = "subnets " + String.join(" ", ids);
    Map<String, Subnet> byId =
        look.memory().remember(key, REMEMBER, () -> read(look.clients().ec2(), ids));
    return new Observed(
        byId.keySet().containsAll(ids)
            ? byId
            : look.memory()
                .remember(
                    "missing " + key, REMEMBER_MISSING, () -> read(look.clients().ec2(), ids)));
  }

  private static Stream<String> subnets(PurpleMcpDeployment deployment) {
    return Stream.concat(
        deployment.spec().network().subnets().stream(), balancerSubnets(deployment).stream());
  }

  private static List<String> balancerSubnets(PurpleMcpDeployment deployment) {
    return deployment.spec().loadBalancer().map(balancer -> balancer.subnets()).orElse(List.of());
  }

  /** By filter and not by id: a single id that does not exist would fail the call for all. */
  private static Map<String, Subnet> read(Ec2Client ec2, SortedSet<String> ids) {
    List<String> all = List.copyOf(ids);
    var byId = new HashMap<String, Subnet>();
    for (int from = 0; from < all.size(); from += FILTER_VALUES) {
      Filter filter =
          Filter.builder()
              .name("subnet-id")
              .values(all.subList(from, Math.min(from + FILTER_VALUES, all.size())))
              .build();
      ec2.describeSubnetsPaginator(request -> request.filters(filter))
          .subnets()
          .forEach(subnet -> byId.put(subnet.subnetId(), subnet));
    }
    return Map.copyOf(byId);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(Network.class);
    var id = new ResourceId(NAME, deployment.spec().network().vpcId());
    var findings = new ArrayList<Finding>();
    subnets(deployment)
        .distinct()
        .forEach(subnet -> check(subnet, deployment, observed, view, id).ifPresent(findings::add));
    if (findings.isEmpty()) {
      zones(balancerSubnets(deployment), observed, id).ifPresent(findings::add);
    }
    var assessment = Assessment.builder();
    findings.forEach(assessment::finding);
    if (findings.isEmpty()) {
      assessment.finding(
          Finding.verified(
              Reason.NetworkReady, id, "All declared subnets exist and lie in the declared VPC."));
    }
    return assessment.build();
  }

  private static Optional<Finding> check(
      String subnet, PurpleMcpDeployment deployment, Observed observed, View view, ResourceId id) {
    String vpc = deployment.spec().network().vpcId();
    Optional<Subnet> live = observed.subnet(subnet);
    if (live.isEmpty()) {
      return Optional.of(
          Finding.blocked(
              Reason.SubnetsInvalid,
              id,
              "The subnet %s does not exist in account %s and region %s; correct network.subnets or loadBalancer.subnets"
                  .formatted(subnet, view.accountId(), view.region())));
    }
    return live.filter(found -> !vpc.equals(found.vpcId()))
        .map(
            found ->
                Finding.blocked(
                    Reason.SubnetsInvalid,
                    id,
                    "The subnet %s lies in %s and not in network.vpcId, %s; tasks, load balancer and security groups have to share one VPC"
                        .formatted(subnet, found.vpcId(), vpc)));
  }

  private static Optional<Finding> zones(List<String> subnets, Observed observed, ResourceId id) {
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
          Finding.blocked(
              Reason.SubnetsInvalid,
              id,
              "loadBalancer.subnets are all in %s; an Application Load Balancer needs subnets in at least two zones"
                  .formatted(String.join(", ", byZone.keySet()))));
    }
    return byZone.entrySet().stream()
        .filter(zone -> zone.getValue().size() > 1)
        .findFirst()
        .map(
            zone ->
                Finding.blocked(
                    Reason.SubnetsInvalid,
                    id,
                    "The subnets %s of loadBalancer.subnets are all in %s; an Application Load Balancer takes one subnet of each zone"
                        .formatted(String.join(", ", zone.getValue()), zone.getKey())));
  }

  /** Nothing of this kind is ours. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
