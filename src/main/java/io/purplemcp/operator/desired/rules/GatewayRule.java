package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;

/** A deployment has one way in; a gateway has no target group of its own. */
public final class GatewayRule implements Rule {
  private static final String GATEWAY = "/spec/gateway";
  private static final String HOST_NAME = "/spec/verification/hostName";
  private static final String LOAD_BALANCER = "/spec/loadBalancer";

  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    if (verdict.isGiven(GATEWAY) && verdict.isGiven(LOAD_BALANCER)) {
      verdict.reject(
          GATEWAY,
          "give either gateway or loadBalancer; where one of them is a default, the other takes it"
              + " away with nothing behind it");
    }
    if (verdict.isGiven(GATEWAY) && verdict.isGiven(HOST_NAME)) {
      verdict.reject(
          HOST_NAME, "behind a gateway clients ask for gateway.hostName, and so does the operator");
    }
  }

  @Override
  public void check(PurpleMcpGateway gateway, Verdict verdict) {
    String group = LOAD_BALANCER + "/targetGroup";
    if (verdict.isGiven(group)) {
      verdict.reject(
          group,
          "each deployment that attaches has a target group of its own; write it under its"
              + " spec.gateway");
    }
    if (verdict.isGiven("/spec/policy/revisionHistoryLimit")) {
      verdict.reject("/spec/policy/revisionHistoryLimit", "a gateway has no revisions");
    }
  }
}
