package io.purplemcp.operator.resource.ec2;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ec2.preflight.BalancerPreflight;
import io.purplemcp.operator.resource.ec2.preflight.Judgement;
import io.purplemcp.operator.resource.ec2.preflight.Preflight;
import io.purplemcp.operator.resource.ec2.preflight.TaskPreflight;
import io.purplemcp.operator.resource.ec2.preflight.Tasks;
import io.purplemcp.operator.resource.ec2.preflight.Topology;
import io.purplemcp.operator.resource.ec2.preflight.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The networks that deployments name: only looked at, never changed. A deployment whose tasks could
 * not start or could not work is told of before anything is made; NW01.
 */
public final class Network implements ResourceKind<Network.Observed> {
  public static final String NAME = "Network";

  /**
   * @param byId the subnets that exist, by id
   * @param topology what leads where between them
   */
  public record Observed(Map<String, Subnet> byId, Reading<Topology> topology) {
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
    return new NetworkReading(look).read();
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return assess(
        deployment,
        "From every declared subnet tasks reach the SentinelOne console, their image, Secrets"
            + " Manager and CloudWatch Logs.",
        view);
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    return assess(
        gateway, "In every declared subnet the load balancer is reached by its clients.", view);
  }

  private static Assessment assess(Declaration declared, String ready, View view) {
    Observed observed = view.observed(Network.class);
    Ground ground = Ground.of(declared);
    var id = new ResourceId(NAME, ground.vpcId());
    var assessment = Assessment.builder();
    List<String> misfits =
        new SubnetCheck(ground, observed, view.accountId(), view.region()).misfits();
    if (!misfits.isEmpty()) {
      String message = String.join(". ", misfits);
      assessment.finding(
          ground.enforced()
              ? Finding.held(Reason.SubnetsInvalid, id, message)
              : Finding.blocked(Reason.SubnetsInvalid, id, message));
    } else if (observed.topology() instanceof Reading.Unreadable<Topology> unreadable) {
      assessment.finding(
          Finding.unknown(
              Reason.NetworkUnknown,
              id,
              "The network could not be looked at: " + unreadable.failure().sentence()));
    } else {
      Topology topology = observed.topology().found().orElse(Topology.EMPTY);
      Preflight preflight = preflight(declared, topology, view.snapshot(), view.region());
      assessment.finding(verdict(preflight, ground.enforced(), id, ready));
      advice(declared, topology, view.snapshot())
          .forEach(words -> assessment.finding(Finding.notice(Reason.NetworkAdvice, id, words)));
    }
    return assessment.build();
  }

  private static Finding verdict(
      Preflight preflight, boolean enforced, ResourceId id, String ready) {
    Verdict verdict = preflight.verdict();
    if (verdict instanceof Verdict.Shut shut) {
      return enforced
          ? Finding.held(shut.reason(), id, preflight.sentence())
          : Finding.notice(shut.reason(), id, preflight.sentence());
    }
    return verdict instanceof Verdict.Unknown
        ? Finding.unknown(Reason.NetworkUnknown, id, preflight.sentence())
        : Finding.verified(Reason.NetworkReady, id, ready);
  }

  /** Whether nothing is wrong with a declaration's network, so that it need not be read anew. */
  static boolean isWell(Declaration declared, Observed observed, Look look) {
    String region = look.clients().region();
    return new SubnetCheck(Ground.of(declared), observed, look.accountId(), region)
            .misfits()
            .isEmpty()
        && observed
            .topology()
            .found()
            .filter(
                topology ->
                    !preflight(declared, topology, look.snapshot(), region).verdict().isShut())
            .isPresent();
  }

  private static Preflight preflight(
      Declaration declared, Topology topology, Snapshot snapshot, String region) {
    List<Judgement> tasks =
        declared instanceof PurpleMcpDeployment deployment
            ? new TaskPreflight(topology, tasks(deployment, topology, snapshot, region))
                .judgements()
            : List.of();
    return new Preflight(
        tasks,
        balancer(declared, topology, snapshot)
            .map(BalancerPreflight::judgements)
            .orElse(List.of()));
  }

  private static Tasks tasks(
      PurpleMcpDeployment deployment, Topology topology, Snapshot snapshot, String region) {
    NetworkSpec network = deployment.spec().network();
    return new Tasks(
        region,
        network.subnets(),
        network.assignPublicIp(),
        groupIds(deployment, snapshot),
        egress(network.securityGroups(), topology),
        deployment.spec().image());
  }

  private static Set<String> groupIds(PurpleMcpDeployment deployment, Snapshot snapshot) {
    NetworkSpec network = deployment.spec().network();
    return network.securityGroups().isEmpty()
        ? snapshot
            .of(SecurityGroups.class)
            .find(deployment.names().taskSecurityGroup(), network.vpcId())
            .map(SecurityGroup::groupId)
            .stream()
            .collect(Collectors.toSet())
        : Set.copyOf(network.securityGroups());
  }

  /** A group that does not exist is the security groups' room to tell of. */
  private static Optional<List<IpPermission>> egress(List<String> referenced, Topology topology) {
    if (referenced.isEmpty() || !topology.groups().keySet().containsAll(referenced)) {
      return Optional.empty();
    }
    return Optional.of(
        referenced.stream()
            .flatMap(id -> topology.groups().get(id).ipPermissionsEgress().stream())
            .toList());
  }

  private static Optional<BalancerPreflight> balancer(
      Declaration owner, Topology topology, Snapshot snapshot) {
    return Ground.of(owner)
        .balancer()
        .map(Balancer::spec)
        .map(
            spec ->
                new BalancerPreflight(
                    topology,
                    spec.subnets(),
                    spec.scheme() == LoadBalancerSpec.Scheme.INTERNAL,
                    exists(owner, snapshot.of(TagIndex.class)),
                    clients(spec)));
  }

  private static boolean exists(Declaration owner, TagIndex.Index index) {
    return index.arns(":loadbalancer/app/").stream()
        .anyMatch(arn -> owner.name().equals(index.tags(arn).get(Ownership.DEPLOYMENT)));
  }

  /** The default names everybody with a private address, most of whom need not come. */
  private static List<String> clients(LoadBalancerSpec spec) {
    return spec.allowedCidrs().equals(LoadBalancerSpec.PRIVATE_RANGES)
        ? List.of()
        : spec.allowedCidrs();
  }

  private static Stream<String> advice(Declaration declared, Topology topology, Snapshot snapshot) {
    return balancer(declared, topology, snapshot).stream()
        .flatMap(
            preflight ->
                Stream.concat(
                    preflight.advice().stream(),
                    preflight.hopeless().stream()
                        .map(
                            range ->
                                "%s of loadBalancer.allowedCidrs is a range of the internet, from which nobody reaches an internal load balancer; name the private addresses that clients come from, or set scheme: internet-facing"
                                    .formatted(range))));
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
