package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.JwtSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * What the listeners of a load balancer should be, and the calls that make them so.
 *
 * @param furtherCertificates the ARNs of the certificates beside the default one
 */
record ListenerForm(Balancer declared, List<String> furtherCertificates, View view) {
  private static final String NO_MUTUAL_TLS = "off";
  private static final String ACTIONS = "DefaultActions";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ResourceId id(int port) {
    return Listeners.id(declared.name(), port);
  }

  String certificateArn() {
    return spec().certificateArn();
  }

  private LoadBalancerSpec spec() {
    return declared.spec();
  }

  static Map<String, String> tags(Declaration owner) {
    return Ownership.tags(owner, Listeners.ROLE);
  }

  /**
   * With the hash of a gateway's spec on its HTTPS listener, once everything before it is as
   * declared: what a deployment's service remembers for the deployment.
   */
  private Map<String, String> tags(int port) {
    Map<String, String> tags = tags(declared.owner());
    if (declared.shared() && https(port) && view.settled()) {
      tags.put(Ownership.SPEC_HASH, view.specHash());
    }
    return tags;
  }

  private static boolean https(int port) {
    return port == Listeners.HTTPS_PORT;
  }

  Compared compare(int port, Optional<Listeners.Live> live) {
    Listener seen = live.map(Listeners.Live::listener).orElse(Listener.builder().build());
    var comparison =
        new Comparison()
            .value("Port", port, seen.port())
            .value("Protocol", https(port) ? "HTTPS" : "HTTP", seen.protocolAsString());
    if (https(port)) {
      comparison
          .value("SslPolicy", spec().sslPolicy(), seen.sslPolicy())
          .value("Certificates", certificateArn(), defaultCertificate(seen))
          .value("MutualAuthentication.Mode", NO_MUTUAL_TLS, mutualTls(live));
    }
    comparison.compare(
        ACTIONS,
        actions(port, live),
        ListenerActions.canonical(ListenerActions.withoutVerification(seen.defaultActions())));
    JwtValidation.compare(comparison, jwt(port), seen.defaultActions());
    if (unguarded(seen.protocol(), seen.defaultActions())) {
      comparison.exposing(ACTIONS).exposing("Protocol");
    }
    live.flatMap(each -> each.rules().found())
        .ifPresent(rules -> rules.forEach(rule -> extraRule(comparison, rule)));
    if (https(port)) {
      certificates(comparison, live);
    }
    var tags =
        TagComparison.of(comparison, tags(port), live.map(Listeners.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  private void certificates(Comparison comparison, Optional<Listeners.Live> live) {
    Optional<List<String>> seen =
        live.isEmpty() ? Optional.of(List.of()) : live.get().extraCertificates().found();
    for (String arn : furtherCertificates) {
      comparison.carried(
          certificatePath(arn), arn, seen.map(all -> all.contains(arn) ? arn : "none"));
    }
    seen.orElse(List.of()).stream()
        .filter(arn -> !furtherCertificates.contains(arn))
        .forEach(arn -> comparison.value(certificatePath(arn), null, arn));
  }

  private static String certificatePath(String arn) {
    return "ExtraCertificates[" + arn + "]";
  }

  private Value actions(int port, Optional<Listeners.Live> live) {
    if (!https(port)) {
      return ListenerActions.canonical(ListenerActions.redirect());
    }
    if (declared.shared()) {
      return ListenerActions.canonical(ListenerActions.notFound());
    }
    return view.reference(Reference.TARGET_GROUP_ARN)
        .map(arn -> ListenerActions.canonical(List.of(forward(arn, live))))
        .orElse(Value.PENDING);
  }

  private software.amazon.awssdk.services.elasticloadbalancingv2.model.Action forward(
      String targetGroupArn, Optional<Listeners.Live> live) {
    return handingOver()
        .map(handover -> handover.forward(targetGroupArn, actions(live)))
        .orElseGet(() -> ListenerActions.forward(targetGroupArn));
  }

  private static List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> actions(
      Optional<Listeners.Live> live) {
    return live.map(each -> each.listener().defaultActions()).orElse(List.of());
  }

  /** A gateway's listener forwards by rules, so that it passes to nobody. */
  private Optional<Handover> handingOver() {
    return declared.owner() instanceof PurpleMcpDeployment deployment
        ? Optional.of(new Handover(deployment, view))
        : Optional.empty();
  }

  Optional<Finding> handover(Optional<Listeners.Live> live) {
    return handingOver()
        .flatMap(
            handover ->
                handover
                    .from(actions(live))
                    .map(older -> handover.finding(id(Listeners.HTTPS_PORT), older)));
  }

  /** A gateway's rules verify tokens; what its listener does by itself serves nobody. */
  private Optional<JwtSpec> jwt(int port) {
    return https(port) && !declared.shared() ? spec().jwt() : Optional.empty();
  }

  /** Whether requests reach the tasks in the clear, or without a token that is declared. */
  private boolean unguarded(
      ProtocolEnum protocol,
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> actions) {
    boolean verified = jwt(Listeners.HTTPS_PORT).isEmpty() || JwtValidation.in(actions).isPresent();
    return ListenerActions.forwards(actions) && !(protocol == ProtocolEnum.HTTPS && verified);
  }

  private static String defaultCertificate(Listener seen) {
    return seen.certificates().isEmpty() ? null : seen.certificates().get(0).certificateArn();
  }

  private static String mutualTls(Optional<Listeners.Live> live) {
    return live.map(
            each ->
                each.listener().mutualAuthentication() == null
                    ? NO_MUTUAL_TLS
                    : each.listener().mutualAuthentication().mode())
        .orElse(null);
  }

  /** Rules come before the default action, so one that forwards goes round what that verifies. */
  private void extraRule(Comparison comparison, Rule rule) {
    String path = "Rules[" + rule.priority() + "]";
    comparison.compare(path, Value.ABSENT, ListenerActions.canonical(rule.actions()));
    if (unguarded(ProtocolEnum.HTTPS, rule.actions())) {
      comparison.exposing(path);
    }
  }

  Change create(int port, Compared compared) {
    AtomicReference<String> made = new AtomicReference<>();
    var calls = new ArrayList<Call>();
    calls.add(
        Call.of(
            "elasticloadbalancing:CreateListener",
            execution -> {
              CreateListenerResponse response =
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .createListener(request(port, execution));
              made.set(response.listeners().get(0).listenerArn());
              return response;
            }));
    if (https(port) && !furtherCertificates.isEmpty()) {
      calls.add(addCertificates(made::get, furtherCertificates));
    }
    return Change.create(id(port), compared.comparison().differences(), calls.toArray(Call[]::new));
  }

  private CreateListenerRequest request(int port, Execution execution) {
    var request =
        CreateListenerRequest.builder()
            .loadBalancerArn(execution.reference(Reference.LOAD_BALANCER_ARN))
            .port(port)
            .defaultActions(desiredActions(port, Optional.empty(), execution))
            .tags(ElbTags.list(tags(port)));
    return https(port)
        ? request
            .protocol(ProtocolEnum.HTTPS)
            .sslPolicy(spec().sslPolicy())
            .certificates(certificate())
            .build()
        : request.protocol(ProtocolEnum.HTTP).build();
  }

  private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> desiredActions(
      int port, Optional<Listeners.Live> live, Execution execution) {
    if (spec().authenticationOrNone().needsWebAcl()) {
      // Nothing is forwarded, and no token is left unverified, before the web ACL is in force.
      execution.reference(Reference.WEB_ACL_ASSOCIATION);
    }
    if (!https(port)) {
      return ListenerActions.redirect();
    }
    return declared.shared()
        ? ListenerActions.notFound()
        : ListenerActions.behind(
            jwt(port), forward(execution.reference(Reference.TARGET_GROUP_ARN), live));
  }

  private Certificate certificate() {
    return Certificate.builder().certificateArn(certificateArn()).build();
  }

  Optional<Change> update(int port, Listeners.Live live, Compared compared) {
    var calls = new ArrayList<Call>();
    Comparison comparison = compared.comparison();
    if (List.of("Protocol", "SslPolicy", "Certificates", "MutualAuthentication", ACTIONS).stream()
        .anyMatch(comparison::differsAt)) {
      calls.add(
          Call.of(
              "elasticloadbalancing:ModifyListener",
              execution ->
                  execution
                      .clients()
                      .elasticLoadBalancing()
                      .modifyListener(patch(port, live, comparison, execution))));
    }
    live.rules().found().orElse(List.of()).forEach(rule -> calls.add(delete(rule)));
    if (https(port)) {
      calls.addAll(certificateCalls(live));
    }
    calls.addAll(ElbTags.calls(live.arn(), compared.tags()));
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Change change = Change.update(id(port), comparison.differences(), calls);
    if (https(port) && !declared.shared() && differsJust(comparison, ACTIONS)) {
      return Optional.of(
          change.disrupting(
              new Handover((PurpleMcpDeployment) declared.owner(), view)
                  .disruption(live.listener().defaultActions())));
    }
    boolean verified = differsJust(comparison, JwtValidation.PATH) && jwt(port).isPresent();
    return Optional.of(
        verified
            ? change.disrupting("clients without a token of the issuer are refused from then on")
            : change);
  }

  private static boolean differsJust(Comparison comparison, String path) {
    return comparison.differences().stream().anyMatch(each -> each.path().equals(path));
  }

  /**
   * What the request does not carry stays; a change of the protocol needs all that goes with it.
   */
  private ModifyListenerRequest patch(
      int port, Listeners.Live live, Comparison comparison, Execution execution) {
    var patch = ModifyListenerRequest.builder().listenerArn(live.arn());
    boolean protocol = comparison.differsAt("Protocol");
    if (protocol) {
      patch.protocol(https(port) ? ProtocolEnum.HTTPS : ProtocolEnum.HTTP);
    }
    if (https(port) && (protocol || comparison.differsAt("SslPolicy"))) {
      patch.sslPolicy(spec().sslPolicy());
    }
    if (https(port) && (protocol || comparison.differsAt("Certificates"))) {
      patch.certificates(certificate());
    }
    if (comparison.differsAt("MutualAuthentication")) {
      patch.mutualAuthentication(mutual -> mutual.mode(NO_MUTUAL_TLS));
    }
    if (comparison.differsAt(ACTIONS)) {
      patch.defaultActions(desiredActions(port, Optional.of(live), execution));
    }
    return patch.build();
  }

  private static Call delete(Rule rule) {
    return Call.of(
        "elasticloadbalancing:DeleteRule",
        execution ->
            execution
                .clients()
                .elasticLoadBalancing()
                .deleteRule(request -> request.ruleArn(rule.ruleArn())));
  }

  /** A client is served by the new certificate before the old one goes. */
  private List<Call> certificateCalls(Listeners.Live live) {
    var calls = new ArrayList<Call>();
    List<String> seen = live.extraCertificates().found().orElse(furtherCertificates);
    List<String> missing = furtherCertificates.stream().filter(arn -> !seen.contains(arn)).toList();
    if (!missing.isEmpty()) {
      calls.add(addCertificates(live::arn, missing));
    }
    seen.stream()
        .filter(arn -> !furtherCertificates.contains(arn))
        .forEach(arn -> calls.add(removeCertificate(live.arn(), arn)));
    return calls;
  }

  private static Call addCertificates(Supplier<String> listener, List<String> arns) {
    List<Certificate> certificates =
        arns.stream().map(arn -> Certificate.builder().certificateArn(arn).build()).toList();
    return Call.of(
        "elasticloadbalancing:AddListenerCertificates",
        execution ->
            execution
                .clients()
                .elasticLoadBalancing()
                .addListenerCertificates(
                    request -> request.listenerArn(listener.get()).certificates(certificates)));
  }

  private static Call removeCertificate(String listenerArn, String certificateArn) {
    return Call.of(
        "elasticloadbalancing:RemoveListenerCertificates",
        execution ->
            execution
                .clients()
                .elasticLoadBalancing()
                .removeListenerCertificates(
                    request ->
                        request
                            .listenerArn(listenerArn)
                            .certificates(each -> each.certificateArn(certificateArn))));
  }

  /** A listener that was not declared. */
  Change delete(Listener extra) {
    Call call =
        Call.of(
            "elasticloadbalancing:DeleteListener",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .deleteListener(request -> request.listenerArn(extra.listenerArn())));
    var difference =
        new Difference(
            "Port",
            Value.ABSENT,
            Value.of(
                "%s %d: %s"
                    .formatted(
                        extra.protocolAsString(),
                        extra.port(),
                        ListenerActions.canonical(extra.defaultActions()))),
            unguarded(extra.protocol(), extra.defaultActions()));
    return new Change(
        id(extra.port()), Action.DELETE, List.of(difference), Optional.empty(), List.of(call));
  }
}
