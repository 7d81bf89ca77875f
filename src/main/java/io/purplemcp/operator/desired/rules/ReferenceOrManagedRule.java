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
  private static final String INSIGHTS = "/spec/compute/containerInsights";
  private static final String ROLE_NAME = "/spec/iam/executionRoleName";
  private static final String ROLE_ARN = "/spec/iam/executionRoleArn";
  private static final String TASK_NAME = "/spec/iam/taskRoleName";
  private static final String TASK_ARN = "/spec/iam/taskRoleArn";
  private static final String BOUNDARY = "/spec/iam/permissionsBoundaryArn";

  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    exclude(CLUSTER, CLUSTER_ARN, "give either cluster or clusterArn", verdict);
    exclude(
        INSIGHTS,
        CLUSTER_ARN,
        "it is set on a cluster that the operator makes, and clusterArn names one that is managed"
            + " elsewhere",
        verdict);
    exclude(ROLE_NAME, ROLE_ARN, "give either executionRoleName or executionRoleArn", verdict);
    exclude(TASK_NAME, TASK_ARN, "give either taskRoleName or taskRoleArn", verdict);
    if (!verdict.isGiven(TASK_NAME)) {
      bounds(verdict);
    }
  }

  private static void bounds(Verdict verdict) {
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
