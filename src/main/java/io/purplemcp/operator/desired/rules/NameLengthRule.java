package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.Balancer;
import io.purplemcp.operator.desired.IamSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;
import java.util.Optional;

/** The deployment's name fits into the names of all AWS resources that are derived from it. */
public final class NameLengthRule implements Rule {
  private static final String NAME = "/metadata/name";
  private static final int LONGEST_LOAD_BALANCER = 32;
  private static final int LONGEST_ROLE = 64;

  @Override
  public List<String> reads() {
    return List.of(NAME, "/spec/loadBalancer", "/spec/iam", "/spec/network");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    Balancer.of(deployment).ifPresent(balancer -> checkLoadBalancer(balancer, verdict));
    checkRole(deployment.names(), deployment.spec().iam(), verdict);
    checkSecurityGroups(deployment, verdict);
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    checkLoadBalancer(Balancer.of(gateway), verdict);
    if (gateway.spec().loadBalancer().securityGroups().isEmpty()
        && gateway.name().startsWith("sg-")) {
      verdict.reject(NAME, "it names security groups, and their names must not begin with sg-");
    }
  }

  private static void checkLoadBalancer(Balancer balancer, Verdict verdict) {
    if (balancer.spec().name().isPresent()) {
      return;
    }
    if (balancer.name().length() > LONGEST_LOAD_BALANCER) {
      verdict.reject(
          NAME,
          "a load balancer's name has at most "
              + LONGEST_LOAD_BALANCER
              + " characters; shorten it or give spec.loadBalancer.name");
    }
    if (balancer.name().startsWith("internal-")) {
      verdict.reject(
          NAME,
          "a load balancer's name must not begin with internal-; change it or give"
              + " spec.loadBalancer.name");
    }
  }

  private static void checkRole(Names names, IamSpec iam, Verdict verdict) {
    boolean derived = iam.executionRoleName().isEmpty() && iam.executionRoleArn().isEmpty();
    if (derived && names.executionRole().length() > LONGEST_ROLE) {
      verdict.reject(
          NAME,
          "the role's name "
              + names.executionRole()
              + " would have more than "
              + LONGEST_ROLE
              + " characters; shorten it or give spec.iam.executionRoleName");
    }
  }

  private static void checkSecurityGroups(PurpleMcpDeployment deployment, Verdict verdict) {
    Optional<LoadBalancerSpec> balancer = deployment.spec().loadBalancer();
    boolean ours =
        deployment.spec().network().securityGroups().isEmpty()
            || balancer.filter(each -> each.securityGroups().isEmpty()).isPresent();
    if (ours && deployment.name().startsWith("sg-")) {
      verdict.reject(NAME, "it names security groups, and their names must not begin with sg-");
    }
  }
}
