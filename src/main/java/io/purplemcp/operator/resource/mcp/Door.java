package io.purplemcp.operator.resource.mcp;

import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.elb.ListenerRules;
import io.purplemcp.operator.resource.elb.Listeners;
import io.purplemcp.operator.resource.elb.LoadBalancers;
import io.purplemcp.operator.resource.waf.WebAcls;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The way in to a deployment: a load balancer of its own, or a gateway's under its host name. */
record Door(PurpleMcpDeployment deployment, Snapshot snapshot) {

  static boolean declared(PurpleMcpDeployment deployment) {
    return deployment.spec().loadBalancer().isPresent() || deployment.spec().gateway().isPresent();
  }

  private Optional<Balancer> balancer() {
    return Balancer.of(deployment)
        .or(
            () ->
                deployment
                    .spec()
                    .gateway()
                    .map(to -> snapshot.of(ListenerRules.class).gateways().get(to.name()))
                    .map(Balancer::of));
  }

  /** The name by which people ask for it. */
  static Optional<String> hostName(PurpleMcpDeployment deployment) {
    return deployment
        .spec()
        .gateway()
        .map(AttachmentSpec::hostName)
        .or(() -> deployment.spec().verification().hostName());
  }

  /** Where it is, once the load balancer is there. */
  Optional<URI> url() {
    return LoadBalancers.dnsName(snapshot, deployment)
        .map(dns -> URI.create("https://" + hostName(deployment).orElse(dns) + "/mcp"));
  }

  /** One of these is in the certificate that clients are shown; empty where that is not known. */
  Set<String> names() {
    return hostName(deployment)
        .map(Set::of)
        .orElseGet(() -> Listeners.certificateNames(snapshot, deployment));
  }

  /** What the clients' own token is to the probe; the other methods have none for it. */
  RequestHeaders credentials() {
    return balancer()
        .flatMap(balancer -> WebAcls.authorization(snapshot, balancer))
        .map(RequestHeaders::authorization)
        .orElse(RequestHeaders.NONE);
  }

  Question.Strangers strangers() {
    AuthenticationSpec authentication =
        balancer()
            .map(balancer -> balancer.spec().authenticationOrNone())
            .orElse(AuthenticationSpec.NONE);
    return switch (authentication.type()) {
      case NONE -> Question.Strangers.SERVED;
      case WEB_ACL -> Question.Strangers.SERVED_OR_REFUSED;
      case JWT, BEARER -> Question.Strangers.REFUSED;
    };
  }
}
