package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.GatewaySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What attaches to a gateway finds it declared, in the same account, region and VPC, has a host
 * name there that no other has, and there is room for it.
 */
public final class AttachmentRule implements FleetRule {
  private static final String NAME = "/spec/gateway/name";
  private static final String HOST_NAME = "/spec/gateway/hostName";

  /** A host name on a gateway. */
  private record Place(PurpleMcpGateway gateway, String hostName) {}

  @Override
  public void check(List<Candidate> candidates) {
    check(candidates, List.of());
  }

  @Override
  public void checkAll(List<Judged> declared) {
    check(
        FleetRule.deployments(declared),
        FleetRule.gateways(declared).stream().map(GatewayCandidate::gateway).toList());
  }

  private static void check(List<Candidate> candidates, List<PurpleMcpGateway> gateways) {
    Map<Place, PurpleMcpDeployment> taken = new HashMap<>();
    Map<PurpleMcpGateway, Integer> attached = new HashMap<>();
    for (Candidate candidate : candidates) {
      PurpleMcpDeployment deployment = candidate.deployment();
      Optional<AttachmentSpec> attachment = deployment.spec().gateway();
      attachment
          .flatMap(each -> find(each.name(), candidate, gateways))
          .ifPresent(
              gateway -> {
                checkPlace(deployment, gateway, candidate.verdict());
                checkHostName(new Place(gateway, attachment.get().hostName()), candidate, taken);
                if (attached.merge(gateway, 1, Integer::sum) > GatewaySpec.MAX_ATTACHED) {
                  candidate.verdict().reject(NAME, full(gateway));
                }
              });
    }
  }

  /** Of several gateways of one name, which live in different accounts, the one next door. */
  private static Optional<PurpleMcpGateway> find(
      String name, Candidate candidate, List<PurpleMcpGateway> gateways) {
    List<PurpleMcpGateway> named =
        gateways.stream().filter(gateway -> gateway.name().equals(name)).toList();
    if (named.isEmpty()) {
      candidate.verdict().reject(NAME, unknown(gateways));
    }
    return named.stream()
        .filter(gateway -> samePlace(candidate.deployment(), gateway))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  private static String unknown(List<PurpleMcpGateway> gateways) {
    String known =
        gateways.stream().map(PurpleMcpGateway::name).sorted().collect(Collectors.joining(", "));
    return "there is no PurpleMcpGateway of this name; "
        + (known.isEmpty() ? "none is declared" : "declared: " + known)
        + ". A gateway goes only when its last deployment has gone";
  }

  private static boolean samePlace(PurpleMcpDeployment deployment, PurpleMcpGateway gateway) {
    return deployment.target().place().equals(gateway.target().place())
        && TargetScope.of(deployment).mayShareAccountWith(TargetScope.of(gateway));
  }

  private static void checkPlace(
      PurpleMcpDeployment deployment, PurpleMcpGateway gateway, Verdict verdict) {
    if (!samePlace(deployment, gateway)) {
      verdict.reject(
          NAME,
          "the gateway ("
              + gateway.source()
              + ") lives in another account or region, or is reached as another role; spec.target"
              + " must be the same in both");
    } else if (!deployment.spec().network().vpcId().equals(gateway.spec().vpcId())) {
      verdict.reject(
          "/spec/network/vpcId",
          "the gateway "
              + gateway.name()
              + " lives in "
              + gateway.spec().vpcId()
              + "; a load balancer reaches the tasks of its own VPC only");
    } else if (readsConsole(deployment, gateway)) {
      verdict.reject(
          "/spec/console",
          "the gateway "
              + gateway.name()
              + " keeps its clients' token in this secret; keep that in a secret of its own, whose"
              + " value the operator may read");
    }
  }

  /** The operator reads the clients' token, and never the console's. */
  private static boolean readsConsole(PurpleMcpDeployment deployment, PurpleMcpGateway gateway) {
    var console = deployment.spec().console();
    return (console.secretName().isPresent() || console.secretArn().isPresent())
        && gateway
            .spec()
            .loadBalancer()
            .authentication()
            .flatMap(AuthenticationSpec::bearer)
            .filter(bearer -> bearer.secretName().isPresent() || bearer.secretArn().isPresent())
            .filter(bearer -> bearer.secretId().equals(console.secretId()))
            .isPresent();
  }

  private static void checkHostName(
      Place place, Candidate candidate, Map<Place, PurpleMcpDeployment> taken) {
    PurpleMcpDeployment other = taken.putIfAbsent(place, candidate.deployment());
    if (other != null) {
      candidate
          .verdict()
          .reject(
              HOST_NAME,
              "on the gateway "
                  + place.gateway().name()
                  + " this host name belongs to the deployment "
                  + other.name()
                  + " ("
                  + other.source()
                  + ") already; give another");
    }
  }

  private static String full(PurpleMcpGateway gateway) {
    return "the gateway "
        + gateway.name()
        + " is full: a load balancer has at most "
        + GatewaySpec.MAX_ATTACHED
        + " rules; declare another gateway";
  }
}
