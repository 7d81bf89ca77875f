package io.purplemcp.operator.resource.elb;

import io.purplemcp.operator.desired.AuthenticationSpec;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** What a deployment's listeners should be, and the calls that make them so. */
record ListenerForm(PurpleMcpDeployment deployment, LoadBalancerSpec spec, View view) {
  private static final String NO_MUTUAL_TLS = "off";
  private static final String ACTIONS = "DefaultActions";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  ResourceId id(int port) {
    return Listeners.id(deployment.names().loadBalancer(), port);
  }

  String certificateArn() {
    return spec.certificateArn();
  }

  static Map<String, String> tags(PurpleMcpDeployment deployment) {
    return Ownership.tags(deployment, Listeners.ROLE);
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
          .value("SslPolicy", spec.sslPolicy(), seen.sslPolicy())
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
    live.flatMap(each -> each.extraCertificates().found())
        .ifPresent(
            arns ->
                arns.forEach(arn -> comparison.value("ExtraCertificates[" + arn + "]", null, arn)));
    var tags =
        TagComparison.of(
            comparison, tags(deployment), live.map(Listeners.Live::tags).orElse(Map.of()));
    return new Compared(comparison, tags);
  }

  private Value actions(int port, Optional<Listeners.Live> live) {
    if (!https(port)) {
      return ListenerActions.canonical(ListenerActions.redirect());
    }
    return view.reference(Reference.TARGET_GROUP_ARN)
        .map(arn -> ListenerActions.canonical(List.of(forward(arn, live))))
        .orElse(Value.PENDING);
  }

  private software.amazon.awssdk.services.elasticloadbalancingv2.model.Action forward(
      String targetGroupArn, Optional<Listeners.Live> live) {
    return handedOverFrom(live)
        .map(older -> ListenerActions.handingOver(older, targetGroupArn))
        .orElseGet(() -> ListenerActions.forward(targetGroupArn));
  }

  /** The older target group that serves meanwhile. */
  Optional<String> handedOverFrom(Optional<Listeners.Live> live) {
    return new Handover(deployment, view).from(live);
  }

  Optional<Finding> handover(Optional<Listeners.Live> live) {
    var handover = new Handover(deployment, view);
    return handover.from(live).map(older -> handover.finding(id(Listeners.HTTPS_PORT), older));
  }

  private Optional<JwtSpec> jwt(int port) {
    return https(port) ? spec.authentication().flatMap(AuthenticationSpec::jwt) : Optional.empty();
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
    Call call =
        Call.of(
            "elasticloadbalancing:CreateListener",
            execution ->
                execution
                    .clients()
                    .elasticLoadBalancing()
                    .createListener(request(port, execution)));
    return Change.create(id(port), compared.comparison().differences(), call);
  }

  private CreateListenerRequest request(int port, Execution execution) {
    var request =
        CreateListenerRequest.builder()
            .loadBalancerArn(execution.reference(Reference.LOAD_BALANCER_ARN))
            .port(port)
            .defaultActions(desiredActions(port, Optional.empty(), execution))
            .tags(ElbTags.list(tags(deployment)));
    return https(port)
        ? request
            .protocol(ProtocolEnum.HTTPS)
            .sslPolicy(spec.sslPolicy())
            .certificates(certificate())
            .build()
        : request.protocol(ProtocolEnum.HTTP).build();
  }

  private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> desiredActions(
      int port, Optional<Listeners.Live> live, Execution execution) {
    return https(port)
        ? ListenerActions.behind(
            jwt(port), forward(execution.reference(Reference.TARGET_GROUP_ARN), live))
        : ListenerActions.redirect();
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
    live.extraCertificates()
        .found()
        .orElse(List.of())
        .forEach(arn -> calls.add(removeCertificate(live.arn(), arn)));
    calls.addAll(ElbTags.calls(live.arn(), compared.tags()));
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Change change = Change.update(id(port), comparison.differences(), calls);
    if (https(port) && differsJust(comparison, ACTIONS)) {
      return Optional.of(change.disrupting(repointing(live)));
    }
    boolean verified = differsJust(comparison, JwtValidation.PATH) && jwt(port).isPresent();
    return Optional.of(
        verified
            ? change.disrupting("clients without a token of the issuer are refused from then on")
            : change);
  }

  private String repointing(Listeners.Live live) {
    return handedOverFrom(Optional.of(live)).isPresent()
        ? "clients stay with the old target group until a task is healthy in the new one"
        : "clients are served by the declared target group at once";
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
      patch.sslPolicy(spec.sslPolicy());
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
