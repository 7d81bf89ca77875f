package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.acm.AcmTables;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Firewall;
import io.purplemcp.operator.sandbox.elb.ElbTables;
import io.purplemcp.operator.sandbox.elb.ListenerRow;
import io.purplemcp.operator.sandbox.elb.LoadBalancerRow;
import io.purplemcp.operator.sandbox.elb.RuleRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/**
 * A listener of a load balancer that has become active.
 *
 * @param context of the account and region that it is in
 */
record Listening(Context context, LoadBalancerRow balancer, ListenerRow listener) {
  private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";
  private static final String HTTP2 = "routing.http2.enabled";

  static Stream<Listening> all(List<Context> contexts) {
    return contexts.stream().flatMap(Listening::in);
  }

  private static Stream<Listening> in(Context context) {
    return context.table(ElbTables.LISTENERS).all().stream()
        .flatMap(
            listener ->
                context
                    .table(ElbTables.LOAD_BALANCERS)
                    .find(listener.model().loadBalancerArn())
                    .filter(balancer -> !balancer.activeAt().isAfter(context.now()))
                    .map(balancer -> new Listening(context, balancer, listener))
                    .stream());
  }

  static Optional<Listening> find(List<Context> contexts, String listenerArn) {
    return all(contexts).filter(one -> one.listener.arn().equals(listenerArn)).findFirst();
  }

  boolean tls() {
    return listener.model().protocol() == ProtocolEnum.HTTPS;
  }

  /** Whether clients that can are offered HTTP/2. */
  boolean http2() {
    return Boolean.parseBoolean(balancer.attributes().get(HTTP2));
  }

  int port() {
    return listener.model().port();
  }

  String dnsName() {
    return balancer.model().dnsName();
  }

  /** Whether the load balancer's security groups let that address in. */
  boolean admits(String client) {
    return Firewall.letsIn(context, balancer.model().securityGroups(), client, port());
  }

  Duration idleTimeout() {
    return Duration.ofSeconds(Long.parseLong(balancer.attributes().get(IDLE_TIMEOUT)));
  }

  List<RuleRow> rules() {
    return context.table(ElbTables.RULES).all().stream()
        .filter(rule -> rule.listenerArn().equals(listener.arn()))
        .toList();
  }

  /** ARNs, the default one first. */
  List<String> certificates() {
    return Stream.concat(
            listener.model().certificates().stream().map(Certificate::certificateArn),
            listener.furtherCertificates().stream())
        .toList();
  }

  /** Whether this listener is meant when somebody asks for that host. */
  boolean answersTo(String host) {
    return dnsName().equalsIgnoreCase(host)
        || hostNames().stream().anyMatch(name -> Wildcard.host(name).matches(host));
  }

  /**
   * The host names that its load balancer's rules and certificates speak of; they may hold
   * wildcards.
   */
  List<String> hostNames() {
    return context.table(ElbTables.LISTENERS).all().stream()
        .filter(other -> other.model().loadBalancerArn().equals(balancer.arn()))
        .map(other -> new Listening(context, balancer, other))
        .flatMap(Listening::ownHostNames)
        .distinct()
        .toList();
  }

  private Stream<String> ownHostNames() {
    Stream<String> ofRules =
        rules().stream()
            .flatMap(rule -> rule.model().conditions().stream())
            .filter(condition -> condition.hostHeaderConfig() != null)
            .flatMap(condition -> condition.hostHeaderConfig().values().stream());
    Stream<String> ofCertificates = certificates().stream().flatMap(arn -> namesOf(context, arn));
    return Stream.concat(ofRules, ofCertificates);
  }

  /** The names that a certificate is for. */
  static Stream<String> namesOf(Context context, String certificateArn) {
    return context.table(AcmTables.CERTIFICATES).find(certificateArn).stream()
        .flatMap(row -> row.detail().subjectAlternativeNames().stream());
  }
}
