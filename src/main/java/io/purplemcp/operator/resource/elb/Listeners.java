package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * The listeners of our load balancers, their rules and certificates. The load balancer is ours
 * alone, so whatever is on it and was not declared was added by hand and is removed.
 *
 * <p>{@link Reference#LISTENER_ARN} becomes known only when a listener has been seen to forward to
 * the target group: ECS refuses a target group that no load balancer uses.
 */
public final class Listeners implements ResourceKind<Listeners.Observed> {
  public static final String NAME = "Listener";

  /** The calls that change a listener, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "", Set.of("ModifyListener"),
          "ExtraCertificates", Set.of("AddListenerCertificates", "RemoveListenerCertificates"),
          "Rules", Set.of("CreateRule"),
          "Port", Set.of("CreateListener", "ModifyListener"),
          "tags", Set.of("AddTags", "RemoveTags"),
          "presence", Set.of());

  static final String ROLE = "listener";
  static final int HTTPS_PORT = 443;
  static final int HTTP_PORT = 80;

  /**
   * A listener of a load balancer of ours.
   *
   * @param rules its rules but the default one, which is the listener's own action
   * @param extraCertificates the ARNs of its certificates but the default one
   */
  public record Live(
      Listener listener,
      Reading<List<Rule>> rules,
      Reading<List<String>> extraCertificates,
      Map<String, String> tags) {
    String arn() {
      return listener.listenerArn();
    }
  }

  /**
   * @param byLoadBalancer the listeners by port, by the ARN of their load balancer
   * @param certificates the declared certificates by ARN
   */
  public record Observed(
      Map<String, Map<Integer, Live>> byLoadBalancer,
      Map<String, Reading<CertificateDetail>> certificates) {
    Reading<CertificateDetail> certificate(String arn) {
      return certificates.getOrDefault(arn, new Reading.NotRead<>());
    }

    Map<Integer, Live> of(String loadBalancerArn) {
      return byLoadBalancer.getOrDefault(loadBalancerArn, Map.of());
    }
  }

  /** The names that a deployment's declared certificate is for, as ACM has them. */
  public static Set<String> certificateNames(Snapshot snapshot, PurpleMcpDeployment deployment) {
    Map<String, Reading<CertificateDetail>> known = snapshot.of(Listeners.class).certificates();
    return deployment.spec().loadBalancer().map(LoadBalancerSpec::certificateArn).stream()
        .flatMap(arn -> Stream.ofNullable(known.get(arn)))
        .flatMap(reading -> reading.found().stream())
        .flatMap(detail -> detail.subjectAlternativeNames().stream())
        .collect(Collectors.toSet());
  }

  static ResourceId id(String loadBalancer, int port) {
    return new ResourceId(NAME, loadBalancer + ":" + port);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    var listeners = new HashMap<String, List<Listener>>();
    var owners = new HashMap<String, Balancer>();
    var certificates = new HashMap<String, Reading<CertificateDetail>>();
    for (Balancer declared : Balancers.of(look)) {
      declared
          .spec()
          .certificateArns()
          .forEach(
              arn -> certificates.computeIfAbsent(arn, any -> Certificates.observe(look, arn)));
      look.snapshot()
          .of(LoadBalancers.class)
          .named(declared.name())
          .ifPresent(
              balancer -> {
                listeners.put(balancer.arn(), listeners(look, balancer.arn()));
                owners.put(balancer.arn(), declared);
              });
    }
    Map<String, Map<String, String>> tags = tags(look, listeners, owners);
    var byLoadBalancer = new HashMap<String, Map<Integer, Live>>();
    listeners.forEach(
        (balancer, found) -> {
          Balancer declared = owners.get(balancer);
          boolean deep = look.deep(declared.owner());
          var byPort = new TreeMap<Integer, Live>();
          found.forEach(
              each ->
                  byPort.put(
                      each.port(), live(look, each, deep, ownRules(declared, each.port()), tags)));
          byLoadBalancer.put(balancer, byPort);
        });
    return new Observed(Map.copyOf(byLoadBalancer), Map.copyOf(certificates));
  }

  /** The rules of a gateway are those of its deployments; {@link ListenerRules} has them. */
  private static boolean ownRules(Balancer declared, int port) {
    return !declared.shared() || port != HTTPS_PORT;
  }

  static List<Listener> listeners(Look look, String loadBalancerArn) {
    try {
      return look
          .clients()
          .elasticLoadBalancing()
          .describeListenersPaginator(request -> request.loadBalancerArn(loadBalancerArn))
          .listeners()
          .stream()
          .toList();
    } catch (LoadBalancerNotFoundException gone) {
      return List.of();
    }
  }

  private static Map<String, Map<String, String>> tags(
      Look look, Map<String, List<Listener>> listeners, Map<String, Balancer> owners) {
    var expected = new HashMap<String, Map<String, String>>();
    listeners.forEach(
        (balancer, found) ->
            found.stream()
                .filter(listener -> declaredPorts(owners.get(balancer)).contains(listener.port()))
                .forEach(
                    listener ->
                        expected.put(
                            listener.listenerArn(),
                            ListenerForm.tags(owners.get(balancer).owner()))));
    List<String> arns =
        listeners.values().stream().flatMap(Collection::stream).map(Listener::listenerArn).toList();
    return ElbTags.observe(look, arns, expected);
  }

  private static Live live(
      Look look,
      Listener listener,
      boolean deep,
      boolean withRules,
      Map<String, Map<String, String>> tags) {
    ElasticLoadBalancingV2Client elb = look.clients().elasticLoadBalancing();
    Map<String, String> own = tags.getOrDefault(listener.listenerArn(), Map.of());
    if (!deep) {
      return new Live(listener, new Reading.NotRead<>(), new Reading.NotRead<>(), own);
    }
    try {
      Reading<List<Rule>> rules =
          withRules ? new Reading.Present<>(rules(elb, listener)) : new Reading.NotRead<>();
      List<String> certificates =
          listener.protocol() == ProtocolEnum.HTTPS ? extraCertificates(elb, listener) : List.of();
      return new Live(listener, rules, new Reading.Present<>(certificates), own);
    } catch (ListenerNotFoundException gone) {
      return new Live(listener, new Reading.NotRead<>(), new Reading.NotRead<>(), own);
    }
  }

  /** All rules but the default one, which is the listener's own action. */
  static List<Rule> rules(ElasticLoadBalancingV2Client elb, Listener listener) {
    return elb
        .describeRulesPaginator(request -> request.listenerArn(listener.listenerArn()))
        .rules()
        .stream()
        .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
        .toList();
  }

  private static List<String> extraCertificates(
      ElasticLoadBalancingV2Client elb, Listener listener) {
    return elb
        .describeListenerCertificatesPaginator(
            request -> request.listenerArn(listener.listenerArn()))
        .certificates()
        .stream()
        .filter(certificate -> !Boolean.TRUE.equals(certificate.isDefault()))
        .map(Certificate::certificateArn)
        .toList();
  }

  private static Set<Integer> declaredPorts(Balancer declared) {
    return declared.spec().httpRedirect() ? Set.of(HTTPS_PORT, HTTP_PORT) : Set.of(HTTPS_PORT);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return Balancer.of(deployment)
        .map(declared -> assess(declared, verification(declared, view), view))
        .orElse(Assessment.NOTHING);
  }

  @Override
  public Assessment assess(PurpleMcpGateway gateway, View view) {
    Balancer declared = Balancer.of(gateway);
    return assess(declared, verification(declared, view), view);
  }

  private static Optional<Finding> verification(Balancer declared, View view) {
    return declared
        .spec()
        .jwt()
        .map(
            jwt ->
                verification(id(declared.name(), HTTPS_PORT), verifiesAsDeclared(declared, view)));
  }

  private static Assessment assess(Balancer declared, Optional<Finding> verification, View view) {
    Observed observed = view.observed(Listeners.class);
    Map<Integer, Live> live =
        view.reference(Reference.LOAD_BALANCER_ARN).map(observed::of).orElse(Map.of());
    var assessment = Assessment.builder();
    for (String arn : declared.spec().certificateArns()) {
      Certificates.finding(
              id(declared.name(), HTTPS_PORT), arn, observed.certificate(arn), view.now())
          .ifPresent(assessment::finding);
    }
    List<String> further =
        declared.spec().additionalCertificateArns().stream()
            .filter(arn -> !Certificates.unusable(observed.certificate(arn)))
            .toList();
    var form = new ListenerForm(declared, further, view);
    Reading<CertificateDetail> certificate = observed.certificate(form.certificateArn());
    for (int port : declaredPorts(declared)) {
      Optional<Live> there = Optional.ofNullable(live.get(port));
      boolean refused = port == HTTPS_PORT && Certificates.unusable(certificate);
      assessDeclared(form, port, there, refused, assessment);
    }
    live.forEach(
        (port, extra) -> {
          assessment.claim(extra.arn());
          if (!declaredPorts(declared).contains(port)) {
            assessment.change(form.delete(extra.listener()));
          }
        });
    if (declared.shared()) {
      assessment.convergedSpec(
          Optional.ofNullable(live.get(HTTPS_PORT))
              .flatMap(each -> Optional.ofNullable(each.tags().get(Ownership.SPEC_HASH))));
    }
    verification.ifPresent(assessment::finding);
    forwarding(live, view).ifPresent(arn -> assessment.reference(Reference.LISTENER_ARN, arn));
    return assessment.build();
  }

  private static void assessDeclared(
      ListenerForm form,
      int port,
      Optional<Live> live,
      boolean certificateRefused,
      Assessment.Builder assessment) {
    ListenerForm.Compared compared = form.compare(port, live);
    assessment.compared(form.id(port), compared.comparison());
    if (certificateRefused && (live.isEmpty() || compared.comparison().differsAt("Certificates"))) {
      return;
    }
    if (live.isEmpty()) {
      assessment.change(form.create(port, compared));
    } else {
      form.update(port, live.get(), compared).ifPresent(assessment::change);
      if (port == HTTPS_PORT) {
        form.handover(live).ifPresent(assessment::finding);
      }
    }
  }

  private static Finding verification(ResourceId id, boolean inForce) {
    return inForce
        ? Finding.verified(
            Reason.AuthenticationReady, id, "The load balancer verifies tokens as declared")
        : Finding.notice(
            Reason.AuthenticationNotInForce,
            id,
            "The load balancer does not verify tokens as declared");
  }

  /** Whether clients are asked for tokens, wherever anything is forwarded, just as declared. */
  public static boolean verifiesAsDeclared(Balancer declared, View view) {
    if (declared.spec().jwt().isEmpty()) {
      return true;
    }
    JwtSpec wanted = declared.spec().jwt().get();
    Optional<LoadBalancers.Live> balancer =
        view.observed(LoadBalancers.class).named(declared.name());
    return declared.shared()
        ? balancer
            .map(live -> view.observed(ListenerRules.class).verify(live.arn(), wanted))
            .orElse(true)
        : balancer
            .map(live -> view.observed(Listeners.class).of(live.arn()).get(HTTPS_PORT))
            .filter(live -> JwtValidation.inForce(wanted, live.listener().defaultActions()))
            .isPresent();
  }

  private static Optional<String> forwarding(Map<Integer, Live> live, View view) {
    return view.reference(Reference.TARGET_GROUP_ARN)
        .flatMap(
            group ->
                live.values().stream()
                    .filter(each -> ListenerActions.forwardsTo(each.listener(), group))
                    .map(Live::arn)
                    .findFirst());
  }

  /** Nothing of this kind is ours. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  /** Listeners go with their load balancer. */
  /** A new listener's call names its load balancer, every other call the listener. */
  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    int colon = resource.name().lastIndexOf(':');
    return snapshot
        .of(LoadBalancers.class)
        .named(resource.name().substring(0, Math.max(colon, 0)))
        .flatMap(
            balancer ->
                snapshot.of(Listeners.class).of(balancer.arn()).values().stream()
                    .filter(live -> resource.name().endsWith(":" + live.listener().port()))
                    .findFirst()
                    .flatMap(
                        live ->
                            Trace.calls(path, CALLS)
                                .map(
                                    calls ->
                                        new Trace(
                                            List.of(live.arn()),
                                            List.of(Set.of(live.arn(), balancer.arn())),
                                            calls,
                                            false))));
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
