package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;

/** The Application Load Balancers in front of the tasks. */
public final class LoadBalancers implements ResourceKind<LoadBalancers.Observed> {
  public static final String NAME = "LoadBalancer";

  /** The calls that change a load balancer, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "attributes", Set.of("ModifyLoadBalancerAttributes"),
          "SecurityGroups", Set.of("SetSecurityGroups"),
          "Subnets", Set.of("SetSubnets"),
          "IpAddressType", Set.of("SetIpAddressType", "SetSubnets"),
          "tags", Set.of("AddTags", "RemoveTags"));

  static final String ROLE = "load-balancer";

  /** AWS takes one to four minutes to make one. */
  private static final Duration WHILE_PROVISIONING = Duration.ofSeconds(10);

  /** Deployments take minutes to drain. */
  private static final Duration UNTIL_DETACHED = Duration.ofSeconds(20);

  /** A load balancer that bears one of our names or tags. */
  public record Live(
      LoadBalancer balancer, Map<String, String> attributes, Map<String, String> tags) {
    String arn() {
      return balancer.loadBalancerArn();
    }

    ResourceId id() {
      return LoadBalancers.id(balancer.loadBalancerName());
    }

    boolean protectedFromDeletion() {
      return "true".equals(attributes.get(LoadBalancerForm.DELETION_PROTECTION));
    }
  }

  /**
   * @param byName what bears one of our names or tags: names are unique within a target
   * @param gateways the names of the gateways' load balancers, by the gateway's name
   */
  public record Observed(Map<String, Live> byName, Map<String, String> gateways) {
    public Optional<Live> named(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    /** The load balancer of a gateway, once it exists and is the gateway's. */
    public Optional<Live> ofGateway(PurpleMcpDeployment deployment) {
      return deployment.spec().gateway().flatMap(gateway -> ofGateway(gateway.name()));
    }

    Optional<Live> ofGateway(String gateway) {
      return Optional.ofNullable(gateways.get(gateway))
          .flatMap(this::named)
          .filter(live -> owned(live, gateway));
    }

    private static boolean owned(Live live, String gateway) {
      String owner = live.tags().get(Ownership.DEPLOYMENT);
      return owner == null
          ? Ownership.OPERATOR.equals(live.tags().get(Ownership.MANAGED_BY))
          : owner.equals(gateway);
    }
  }

  /** The DNS name of the load balancer that a deployment has or shares, once it is active. */
  public static Optional<String> dnsName(Snapshot snapshot, PurpleMcpDeployment deployment) {
    Observed observed = snapshot.of(LoadBalancers.class);
    return (deployment.spec().gateway().isPresent()
            ? observed.ofGateway(deployment)
            : observed.named(deployment.names().loadBalancer()))
        .map(Live::balancer)
        .filter(balancer -> balancer.state().code() == LoadBalancerStateEnum.ACTIVE)
        .map(LoadBalancer::dnsName);
  }

  static ResourceId id(String name) {
    return new ResourceId(NAME, name);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    var wanted = new HashMap<String, Declaration>();
    var gateways = new HashMap<String, String>();
    for (Balancer declared : Balancers.of(look)) {
      wanted.put(declared.name(), declared.owner());
      if (declared.shared()) {
        gateways.put(declared.owner().name(), declared.name());
      }
    }
    var balancers = new HashMap<String, LoadBalancer>();
    look.clients()
        .elasticLoadBalancing()
        .describeLoadBalancersPaginator(request -> request.pageSize(ElbTags.PAGE))
        .loadBalancers()
        .forEach(balancer -> balancers.put(balancer.loadBalancerName(), balancer));
    Map<String, Map<String, String>> tags =
        ElbTags.observe(
            look,
            balancers.values().stream().map(LoadBalancer::loadBalancerArn).toList(),
            ElbTags.expected(wanted, balancers, LoadBalancer::loadBalancerArn, ROLE));
    var byName = new HashMap<String, Live>();
    balancers.forEach(
        (name, balancer) -> {
          Map<String, String> own = tags.getOrDefault(balancer.loadBalancerArn(), Map.of());
          if (wanted.containsKey(name) || ElbTags.orphaned(look, own)) {
            attributes(look, balancer)
                .ifPresent(attributes -> byName.put(name, new Live(balancer, attributes, own)));
          }
        });
    return new Observed(Map.copyOf(byName), Map.copyOf(gateways));
  }

  /** Empty when the load balancer has gone since it was listed. */
  private static Optional<Map<String, String>> attributes(Look look, LoadBalancer balancer) {
    var attributes = new HashMap<String, String>();
    try {
      look.clients()
          .elasticLoadBalancing()
          .describeLoadBalancerAttributes(
              request -> request.loadBalancerArn(balancer.loadBalancerArn()))
          .attributes()
          .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
    } catch (LoadBalancerNotFoundException gone) {
      return Optional.empty();
    }
    return Optional.of(Map.copyOf(attributes));
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    if (deployment.spec().gateway().isPresent()) {
      return attached(deployment, view);
    }
    return Balancer.of(deployment)
        .map(declared -> assess(declared, view))
        .orElse(Assessment.NOTHING);
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    return assess(Balancer.of(gateway), view);
  }

  /** A deployment behind a gateway only has to know its load balancer. */
  private static Assessment attached(PurpleMcpDeployment deployment, View view) {
    var assessment = Assessment.builder();
    view.observed(LoadBalancers.class)
        .ofGateway(deployment)
        .ifPresent(
            live ->
                assessment
                    .reference(Reference.LOAD_BALANCER_ARN, live.arn())
                    .reference(Reference.LOAD_BALANCER_DNS_NAME, live.balancer().dnsName()));
    return assessment.build();
  }

  private static Assessment assess(Balancer declared, View view) {
    var form = new LoadBalancerForm(declared);
    var assessment = Assessment.builder();
    Optional<Live> live = view.observed(LoadBalancers.class).named(declared.name());
    if (live.isPresent()) {
      assessExisting(declared.owner(), view, form, live.get(), assessment);
    } else {
      LoadBalancerForm.Compared compared = form.compare(live, view);
      assessment.compared(form.id(), compared.comparison()).change(form.create(compared));
    }
    return assessment.build();
  }

  private static void assessExisting(
      Declaration owner,
      View view,
      LoadBalancerForm form,
      Live live,
      Assessment.Builder assessment) {
    Optional<Finding> refusal =
        OwnershipCheck.refusal(form.id(), live.arn(), live.tags(), owner, view);
    if (refusal.isPresent()) {
      assessment.finding(refusal.get());
      return;
    }
    assessment
        .claim(live.arn())
        .reference(Reference.LOAD_BALANCER_ARN, live.arn())
        .reference(Reference.LOAD_BALANCER_DNS_NAME, live.balancer().dnsName());
    state(form.id(), live.balancer()).ifPresent(assessment::finding);
    LoadBalancerForm.Compared compared = form.compare(Optional.of(live), view);
    assessment.compared(form.id(), compared.comparison());
    form.replacementRequired(compared.comparison()).ifPresent(assessment::finding);
    form.update(live.arn(), compared).ifPresent(assessment::change);
  }

  private static Optional<Finding> state(ResourceId id, LoadBalancer balancer) {
    LoadBalancerStateEnum code =
        balancer.state() == null ? LoadBalancerStateEnum.ACTIVE : balancer.state().code();
    if (code == LoadBalancerStateEnum.PROVISIONING) {
      return Optional.of(
          Finding.waiting(
              Reason.LoadBalancerProvisioning,
              id,
              "AWS is making the load balancer %s; this takes one to four minutes"
                  .formatted(id.name()),
              WHILE_PROVISIONING));
    }
    if (code == LoadBalancerStateEnum.FAILED) {
      return Optional.of(
          Finding.degraded(
              Reason.LoadBalancerFailed,
              id,
              "AWS could not make the load balancer %s: %s; delete it, and it is made anew"
                  .formatted(id.name(), reason(balancer))));
    }
    if (code == LoadBalancerStateEnum.ACTIVE_IMPAIRED) {
      return Optional.of(
          Finding.notice(
              Reason.LoadBalancerFailed,
              id,
              "The load balancer %s serves but lacks capacity to scale: %s; check that its subnets have at least 8 free addresses each"
                  .formatted(id.name(), reason(balancer))));
    }
    return Optional.empty();
  }

  private static String reason(LoadBalancer balancer) {
    return Optional.ofNullable(balancer.state().reason()).orElse("AWS gives no reason");
  }

  @Override
  public boolean names(PurpleMcpGateway gateway, Owned owned) {
    return Balancer.of(gateway).name().equals(owned.resource().name());
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.spec().loadBalancer().isPresent()
        && deployment.names().loadBalancer().equals(owned.resource().name());
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return snapshot
        .of(LoadBalancers.class)
        .named(resource.name())
        .flatMap(live -> Trace.calls(path, CALLS).map(calls -> Trace.of(live.arn(), calls)));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(LoadBalancers.class).byName().values().stream()
        .flatMap(live -> Owned.of(live.id(), live.arn(), live.tags()))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      Optional<Live> live = view.observed(LoadBalancers.class).named(each.resource().name());
      if (live.isEmpty()) {
        continue;
      }
      Set<String> attached =
          view.observed(ListenerRules.class).attached(live.get().arn(), each.ownership());
      if (!attached.isEmpty()) {
        assessment.finding(
            Finding.waiting(
                Reason.WaitingForDependency,
                each.resource(),
                "The load balancer %s goes when its last deployment has gone; still attached: %s"
                    .formatted(each.resource().name(), String.join(", ", attached)),
                UNTIL_DETACHED));
      } else if (live.get().protectedFromDeletion()) {
        assessment.finding(
            Finding.blocked(
                Reason.DeletionHeld,
                each.resource(),
                "The load balancer %s is protected from deletion (%s=true); switch the protection off, and it is deleted"
                    .formatted(each.resource().name(), LoadBalancerForm.DELETION_PROTECTION)));
      } else {
        assessment.change(LoadBalancerForm.delete(live.get()));
      }
    }
    return assessment.build();
  }
}
