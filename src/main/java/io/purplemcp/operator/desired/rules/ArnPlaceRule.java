package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.BearerSpec;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.desired.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ARN names lies in the target's region (IAM's ARNs have none) and, where the account is
 * declared, in that account: ECS and ELB take nothing else.
 */
public final class ArnPlaceRule implements Rule {
  private static final String SECRET = "/spec/console/secretArn";
  private static final String CLUSTER = "/spec/compute/clusterArn";
  private static final String CERTIFICATE = "/spec/loadBalancer/certificateArn";
  private static final String FURTHER_CERTIFICATES = "/spec/loadBalancer/additionalCertificateArns";
  private static final String AUTHENTICATION = "/spec/loadBalancer/authentication";
  private static final String ROLE = "/spec/iam/executionRoleArn";
  private static final String TASK_ROLE = "/spec/iam/taskRoleArn";
  private static final String BOUNDARY = "/spec/iam/permissionsBoundaryArn";
  private static final String OF_AWS = "aws";

  @Override
  public List<String> reads() {
    return List.of("/spec/target", "/spec/console", CLUSTER, "/spec/loadBalancer", "/spec/iam");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    check(deployment, arns(deployment.spec()), verdict);
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    Map<String, String> arns = new LinkedHashMap<>();
    putCertificates(gateway.spec().loadBalancer(), arns);
    check(gateway, arns, verdict);
  }

  private static void check(Declaration declared, Map<String, String> arns, Verdict verdict) {
    String region = declared.target().region();
    Optional<String> account = TargetScope.of(declared).account();
    arns.forEach(
        (pointer, text) -> {
          Arn arn = Arn.parse(text);
          if (!arn.region().isEmpty() && !arn.region().equals(region)) {
            verdict.reject(pointer, "it must be in the target's region " + region);
          }
          if (account.filter(each -> isElsewhere(arn, each)).isPresent()) {
            verdict.reject(pointer, "it must be in the target's account " + account.get());
          }
        });
  }

  private static boolean isElsewhere(Arn arn, String account) {
    return !arn.account().equals(account) && !arn.account().equals(OF_AWS);
  }

  private static Map<String, String> arns(Spec spec) {
    Map<String, String> arns = new LinkedHashMap<>();
    spec.console().secretArn().ifPresent(arn -> arns.put(SECRET, arn));
    spec.compute().clusterArn().ifPresent(arn -> arns.put(CLUSTER, arn));
    spec.loadBalancer().ifPresent(balancer -> putCertificates(balancer, arns));
    spec.loadBalancer()
        .flatMap(LoadBalancerSpec::authentication)
        .ifPresent(authentication -> arns(authentication, arns));
    spec.iam().executionRoleArn().ifPresent(arn -> arns.put(ROLE, arn));
    spec.iam().taskRoleArn().ifPresent(arn -> arns.put(TASK_ROLE, arn));
    spec.iam().permissionsBoundaryArn().ifPresent(arn -> arns.put(BOUNDARY, arn));
    return arns;
  }

  private static void putCertificates(LoadBalancerSpec balancer, Map<String, String> arns) {
    arns.put(CERTIFICATE, balancer.certificateArn());
    List<String> further = balancer.additionalCertificateArns();
    for (int i = 0; i < further.size(); i++) {
      arns.put(FURTHER_CERTIFICATES + "/" + i, further.get(i));
    }
  }

  private static void arns(AuthenticationSpec authentication, Map<String, String> arns) {
    authentication
        .bearer()
        .flatMap(BearerSpec::secretArn)
        .ifPresent(arn -> arns.put(AUTHENTICATION + "/bearer/secretArn", arn));
    authentication.webAcl().ifPresent(acl -> arns.put(AUTHENTICATION + "/webAcl/arn", acl.arn()));
  }
}
