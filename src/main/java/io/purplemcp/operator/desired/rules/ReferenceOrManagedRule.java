package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;

/**
 * A role or cluster is either managed (by its name) or managed elsewhere (by its ARN), and what
 * shapes a managed one has no meaning for the other.
 */
public final class ReferenceOrManagedRule implements Rule {
  private static final String CLUSTER = "/spec/compute/cluster";
  private static final String CLUSTER_ARN = "/spec/compute/clusterArn";
  private static final String ROLE_NAME = "/spec/iam/executionRoleName";
  private static final String ROLE_ARN = "/spec/iam/executionRoleArn";
  private static final String BOUNDARY = "/spec/iam/permissionsBoundaryArn";

  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    exclude(CLUSTER, CLUSTER_ARN, "give either cluster or clusterArn", verdict);
    exclude(ROLE_NAME, ROLE_ARN, "give either executionRoleName or executionRoleArn", verdict);
    exclude(
        BOUNDARY,
        ROLE_ARN,
        "it bounds only a role that the operator makes, and executionRoleArn names one that is"
            + " managed elsewhere",
        verdict);
  }

  private static void exclude(String one, String other, String message, Verdict verdict) {
    if (verdict.isGiven(one) && verdict.isGiven(other)) {
      verdict.reject(one, message);
    }
  }
}
