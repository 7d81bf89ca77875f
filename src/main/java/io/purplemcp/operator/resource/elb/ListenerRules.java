package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * The rules by which a gateway's listener tells its deployments apart. A deployment looks after its
 * own rule; the gateway after their order, and after what stands between them and is nobody's.
 *
 * <p>{@link Reference#LISTENER_ARN} becomes known to a deployment when its rule has been seen to
 * forward to its target group: ECS refuses a target group that no load balancer uses (SV04).
 */
public final class ListenerRules implements ResourceKind<ListenerRules.Observed> {
  public static final String NAME = "ListenerRule";
  static final String ROLE = "listener-rule";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration UNTIL_MOVED = Duration.ofSeconds(10);

  /** A rule but the default one. */
  public record Live(Rule rule, Map<String, String> tags) {
    String arn() {
      return rule.ruleArn();
    }

    int priority() {
      return Integer.parseInt(rule.priority());
    }

    Optional<String> owner() {
      return Ownership.of(tags).flatMap(Ownership::deployment);
    }

    /** The priority that it was given, which its tag remembers. */
    Optional<Integer> remembered() {
      return Optional.ofNullable(tags.get(Ownership.PRIORITY)).flatMap(Priorities::parse);
    }
  }

  /**
   * The HTTPS listener of a gateway.
   *
   * @param priorities what deployments that have no rule yet are given, by their names
   */
  public record Listening(String listenerArn, List<Live> rules, Map<String, Integer> priorities) {}

  /** The HTTPS listeners by the ARN of their load balancer. */
  public record Observed(
      Map<String, Listening> byLoadBalancer, Map<String, PurpleMcpGateway> gateways) {
    Optional<Listening> of(String loadBalancerArn) {
      return Optional.ofNullable(byLoadBalancer.get(loadBalancerArn));
    }

    List<Live> all() {
      return byLoadBalancer.values().stream()
          .map(Listening::rules)
          .flatMap(Collection::stream)
          .toList();
    }

    /** Whether whatever forwards on a load balancer verifies tokens first. */
    boolean verify(String loadBalancerArn, JwtSpec wanted) {
      return of(loadBalancerArn).stream()
          .flatMap(listening -> listening.rules().stream())
          .map(live -> live.rule().actions())
          .filter(ListenerActions::forwards)
          .allMatch(actions -> JwtValidation.inForce(wanted, actions));
    }

    /** Whose rules keep a load balancer that is to go. */
    public Set<String> attached(String loadBalancerArn, Ownership owner) {
      return of(loadBalancerArn).stream()
          .flatMap(listening -> listening.rules().stream())
          .flatMap(live -> live.owner().stream())
          .filter(name -> !Optional.of(name).equals(owner.deployment()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static ResourceId id(String gateway, String what) {
    return new ResourceId(NAME, gateway + "/" + what);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return RuleReading.of(look);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    var assessment = Assessment.builder();
    Optional<AttachmentSpec> attachment = deployment.spec().gateway();
    Optional<Listening> listening =
        view.observed(LoadBalancers.class)
            .ofGateway(deployment)
            .flatMap(balancer -> view.observed(ListenerRules.class).of(balancer.arn()));
    attachment.ifPresent(to -> assess(deployment, to, listening, view, assessment));
    List<Live> here = listening.map(Listening::rules).orElse(List.of());
    view.observed(ListenerRules.class).all().stream()
        .filter(live -> live.owner().equals(Optional.of(deployment.name())))
        .filter(live -> !here.contains(live))
        .forEach(live -> assessSuperseded(deployment, live, view, assessment));
    return assessment.build();
  }

  private static void assess(
      PurpleMcpDeployment deployment,
      AttachmentSpec attachment,
      Optional<Listening> listening,
      View view,
      Assessment.Builder assessment) {
    var form = new RuleForm(deployment, attachment, listening, view);
    List<Live> own =
        listening.stream()
            .flatMap(all -> all.rules().stream())
            .filter(live -> live.owner().equals(Optional.of(deployment.name())))
            .toList();
    Optional<Live> live = own.stream().findFirst();
    RuleForm.Compared compared = form.compare(live);
    assessment.compared(form.id(), compared.comparison());
    if (listening.isEmpty()) {
      assessment.finding(waiting(form.id(), attachment));
    }
    coverage(form.id(), attachment, view).ifPresent(assessment::finding);
    listening
        .flatMap(all -> rival(form.id(), attachment, all, view))
        .ifPresent(assessment::finding);
    if (live.isEmpty()) {
      assessment.change(form.create(compared));
    } else {
      assessment.claim(live.get().arn());
      form.update(live.get(), compared).ifPresent(assessment::change);
      form.handover(live).ifPresent(assessment::finding);
    }
    own.stream()
        .skip(1)
        .forEach(
            twin ->
                assessment
                    .claim(twin.arn())
                    .change(RuleForm.delete(id(attachment.name(), "double"), twin)));
    view.reference(Reference.TARGET_GROUP_ARN)
        .filter(
            group ->
                live.filter(each -> ListenerActions.forwardsTo(each.rule().actions(), group))
                    .isPresent())
        .ifPresent(
            group -> assessment.reference(Reference.LISTENER_ARN, listening.get().listenerArn()));
  }

  private static Finding waiting(ResourceId id, AttachmentSpec attachment) {
    return Finding.waiting(
        Reason.WaitingForListener,
        id,
        "The gateway %s has no HTTPS listener yet; the rule for %s is made when it has"
            .formatted(attachment.name(), attachment.hostName()),
        LOOK_AGAIN);
  }

  /** What was retained of another deployment may still answer to the name. */
  private static Optional<Finding> rival(
      ResourceId id, AttachmentSpec attachment, Listening all, View view) {
    return all.rules().stream()
        .filter(live -> attachment.hostName().equals(RuleForm.hostNames(live.rule())))
        .flatMap(live -> live.owner().stream())
        .filter(owner -> !view.deployments().contains(owner))
        .findFirst()
        .map(
            owner ->
                Finding.degraded(
                    Reason.NotOwned,
                    id,
                    "On the gateway %s a rule of %s answers to %s as well, and clients may reach the other one; delete that rule, or give one of the two another host name"
                        .formatted(attachment.name(), owner, attachment.hostName())));
  }

  /** Clients refuse a certificate that is for other names. */
  private static Optional<Finding> coverage(ResourceId id, AttachmentSpec attachment, View view) {
    PurpleMcpGateway gateway = view.observed(ListenerRules.class).gateways().get(attachment.name());
    if (gateway == null) {
      return Optional.empty();
    }
    var readings =
        gateway.spec().loadBalancer().certificateArns().stream()
            .map(view.observed(Listeners.class)::certificate)
            .toList();
    boolean known = readings.stream().allMatch(reading -> reading.found().isPresent());
    boolean covered =
        readings.stream()
            .flatMap(reading -> reading.found().stream())
            .anyMatch(detail -> Certificates.covers(detail, attachment.hostName()));
    return !known || covered
        ? Optional.empty()
        : Optional.of(
            Finding.degraded(
                Reason.HostNameNotCovered,
                id,
                "None of the certificates of the gateway %s is for %s: clients will refuse it; request one for this name and add it to loadBalancer.additionalCertificateArns of the gateway"
                    .formatted(attachment.name(), attachment.hostName())));
  }

  /** A rule on a gateway that the deployment has left goes when its tasks have left too. */
  private static void assessSuperseded(
      PurpleMcpDeployment deployment, Live live, View view, Assessment.Builder assessment) {
    assessment.claim(live.arn());
    ResourceId id = new ResourceId(NAME, deployment.name() + "/superseded");
    boolean serves =
        view.observed(ServiceReadings.class).all().stream()
            .filter(service -> deployment.name().equals(service.tags().get(Ownership.DEPLOYMENT)))
            .anyMatch(
                service ->
                    !service.settled()
                        || service.service().loadBalancers().stream()
                            .anyMatch(
                                each ->
                                    ListenerActions.forwardsTo(
                                        live.rule().actions(), each.targetGroupArn())));
    if (serves) {
      assessment.finding(
          Finding.waiting(
              Reason.WaitingForDependency,
              id,
              "The rule on the gateway that the deployment has left goes when no task is behind it"
                  + " any more",
              UNTIL_MOVED));
    } else {
      assessment.change(RuleForm.delete(id, live));
    }
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    return view.reference(Reference.LOAD_BALANCER_ARN)
        .flatMap(arn -> view.observed(ListenerRules.class).of(arn))
        .map(listening -> new RuleOrder(gateway, listening).assess())
        .orElse(Assessment.NOTHING);
  }

  /** Its own rule only: somebody else's for the same host name is none of it. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return owned.ownership().deployment().equals(Optional.of(deployment.name()))
        && deployment
            .spec()
            .gateway()
            .filter(gateway -> gateway.hostName().equals(owned.resource().name()))
            .isPresent();
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    var owned = new ArrayList<Owned>();
    for (Live live : snapshot.of(ListenerRules.class).all()) {
      Ownership.of(live.tags())
          .ifPresent(
              ownership ->
                  owned.add(
                      new Owned(
                          new ResourceId(NAME, RuleForm.hostNames(live.rule())),
                          live.arn(),
                          ownership)));
    }
    return owned;
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      view.observed(ListenerRules.class).all().stream()
          .filter(live -> live.arn().equals(each.id()))
          .forEach(live -> assessment.change(RuleForm.delete(each.resource(), live)));
    }
    return assessment.build();
  }
}
