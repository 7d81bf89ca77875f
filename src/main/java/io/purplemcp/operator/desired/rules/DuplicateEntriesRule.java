package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No subnet and no security group is named twice in one list; AWS refuses that or drops one. */
public final class DuplicateEntriesRule implements Rule {
  private static final String NETWORK = "/spec/network";
  private static final String LOAD_BALANCER = "/spec/loadBalancer";

  @Override
  public List<String> reads() {
    return List.of(NETWORK, LOAD_BALANCER);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    NetworkSpec network = deployment.spec().network();
    Optional<LoadBalancerSpec> balancer = deployment.spec().loadBalancer();
    distinct(NETWORK + "/subnets", network.subnets(), verdict);
    distinct(NETWORK + "/securityGroups", network.securityGroups(), verdict);
    balancer.ifPresent(each -> check(each, verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.spec().loadBalancer(), verdict);
  }

  private static void check(LoadBalancerSpec balancer, Verdict verdict) {
    distinct(LOAD_BALANCER + "/subnets", balancer.subnets(), verdict);
    distinct(LOAD_BALANCER + "/securityGroups", balancer.securityGroups(), verdict);
    distinct(
        LOAD_BALANCER + "/additionalCertificateArns",
        balancer.additionalCertificateArns(),
        verdict);
    if (balancer.additionalCertificateArns().contains(balancer.certificateArn())) {
      verdict.reject(
          LOAD_BALANCER + "/certificateArn", "it stands among the additionalCertificateArns too");
    }
  }

  private static void distinct(String pointer, List<String> entries, Verdict verdict) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!seen.add(entries.get(i))) {
        verdict.reject(pointer + "/" + i, "it stands in the list twice");
      }
    }
  }
}
