package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;
import java.util.stream.Stream;

/** A rule about all declarations together. */
public interface FleetRule {
  /** Something that is valid by itself, and what takes the findings about it. */
  record Judged(Declaration declared, Verdict verdict) {}

  /** A deployment among them. */
  record Candidate(PurpleMcpDeployment deployment, Verdict verdict) {}

  /** A gateway among them. */
  record GatewayCandidate(PurpleMcpGateway gateway, Verdict verdict) {}

  /** Judges the deployments, in the order of their files. */
  void check(List<Candidate> candidates);

  /** Judges all that is declared; of the deployments only, unless a rule is about more. */
  default void checkAll(List<Judged> declared) {
    check(deployments(declared));
  }

  static List<Candidate> deployments(List<Judged> declared) {
    return declared.stream()
        .flatMap(
            each ->
                each.declared() instanceof PurpleMcpDeployment deployment
                    ? Stream.of(new Candidate(deployment, each.verdict()))
                    : Stream.empty())
        .toList();
  }

  static List<GatewayCandidate> gateways(List<Judged> declared) {
    return declared.stream()
        .flatMap(
            each ->
                each.declared() instanceof PurpleMcpGateway gateway
                    ? Stream.of(new GatewayCandidate(gateway, each.verdict()))
                    : Stream.empty())
        .toList();
  }
}
