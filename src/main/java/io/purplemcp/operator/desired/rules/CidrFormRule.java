package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CIDR blocks are written as EC2 stores them (SG01): {@code 10.1.2.3/16} would come back as {@code
 * 10.1.0.0/16}, and {@code 67.221.169.243/0}, which admits everybody, was surely meant otherwise.
 */
public final class CidrFormRule implements Rule {
  private static final String OF_TASKS = "/spec/network/allowedCidrs";
  private static final String OF_LOAD_BALANCER = "/spec/loadBalancer/allowedCidrs";

  @Override
  public List<String> reads() {
    return List.of("/spec/network", "/spec/loadBalancer");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    check(OF_TASKS, deployment.spec().network().allowedCidrs(), verdict);
    deployment
        .spec()
        .loadBalancer()
        .map(LoadBalancerSpec::allowedCidrs)
        .ifPresent(cidrs -> check(OF_LOAD_BALANCER, cidrs, verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(OF_LOAD_BALANCER, gateway.spec().loadBalancer().allowedCidrs(), verdict);
  }

  private static void check(String pointer, List<String> cidrs, Verdict verdict) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < cidrs.size(); i++) {
      String at = pointer + "/" + i;
      String text = cidrs.get(i);
      fault(text).ifPresent(fault -> verdict.reject(at, fault));
      if (!seen.add(text)) {
        verdict.reject(at, "it stands in the list twice");
      }
    }
  }

  private static Optional<String> fault(String text) {
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isEmpty()) {
      return Optional.of("allowed: an IPv4 or IPv6 block such as 10.0.0.0/8 or 2001:db8::/32");
    }
    Cidr block = cidr.get();
    if (block.canonical().equals(text)) {
      return Optional.empty();
    }
    return Optional.of(
        block.prefix() == 0
            ? "/0 would admit every address; give the prefix that is meant, such as /32 for one"
                + " IPv4 address"
            : "write it in its canonical form " + block.canonical());
  }
}
