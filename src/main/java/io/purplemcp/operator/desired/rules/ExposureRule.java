package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec.Scheme;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;

/**
 * Purple MCP has no authentication of its own: whoever reaches it can query the SentinelOne
 * account. So an internet-facing load balancer needs authentication in front or a list of who may
 * reach it, and tasks without a load balancer are never open to everybody.
 */
public final class ExposureRule implements Rule {
  private static final String NETWORK = "/spec/network";
  private static final String TASK_CIDRS = NETWORK + "/allowedCidrs";
  private static final String LOAD_BALANCER = "/spec/loadBalancer";
  private static final String CIDRS = LOAD_BALANCER + "/allowedCidrs";
  private static final String WAY_OUT =
      "; or put authentication in front; or accept it in so many words with"
          + " acceptUnauthenticatedExposure: true";

  @Override
  public List<String> reads() {
    return List.of(NETWORK, LOAD_BALANCER);
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    deployment
        .spec()
        .loadBalancer()
        .ifPresentOrElse(
            balancer -> check(balancer, verdict),
            () -> checkTasks(deployment.spec().network(), verdict));
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    check(gateway.spec().loadBalancer(), verdict);
  }

  private static void check(LoadBalancerSpec balancer, Verdict verdict) {
    if (balancer.authenticated()) {
      return;
    }
    if (balancer.scheme() == Scheme.INTERNAL) {
      if (firstOpen(balancer.allowedCidrs()) >= 0) {
        verdict.warn(CIDRS, "every network that has a route to the load balancer may use it");
      }
    } else if (!balancer.acceptUnauthenticatedExposure()) {
      checkInternetFacing(balancer, verdict);
    }
  }

  private static void checkInternetFacing(LoadBalancerSpec balancer, Verdict verdict) {
    int open = firstOpen(balancer.allowedCidrs());
    if (!balancer.securityGroups().isEmpty()) {
      verdict.reject(
          LOAD_BALANCER + "/securityGroups",
          "internet-facing behind security groups that are managed elsewhere: who may reach it"
              + " cannot be told; let the operator make the group, with allowedCidrs"
              + WAY_OUT);
    } else if (balancer.allowedCidrs().isEmpty()) {
      verdict.reject(
          LOAD_BALANCER + "/scheme",
          "internet-facing needs allowedCidrs, as Purple MCP has no authentication" + WAY_OUT);
    } else if (open >= 0) {
      verdict.reject(
          CIDRS + "/" + open,
          "with this block anybody on the internet could query the SentinelOne account, as Purple"
              + " MCP has no authentication; name the networks that need it"
              + WAY_OUT);
    }
  }

  private static void checkTasks(NetworkSpec network, Verdict verdict) {
    int open = firstOpen(network.allowedCidrs());
    if (open >= 0) {
      verdict.reject(
          TASK_CIDRS + "/" + open,
          "without a load balancer there is neither TLS nor authentication; name the networks that"
              + " need it");
    }
  }

  /** The index of the first block that restricts nobody, or -1. */
  private static int firstOpen(List<String> cidrs) {
    for (int i = 0; i < cidrs.size(); i++) {
      if (Cidr.parse(cidrs.get(i)).filter(Cidr::isOpenToTheWorld).isPresent()) {
        return i;
      }
    }
    return -1;
  }
}
