package io.purplemcp.operator.reconcile;

import java.util.List;

/** What is to be done in one target. */
public record Plan(String target, List<DeploymentPlan> deployments) {
  public boolean isEmpty() {
    return deployments.stream().allMatch(DeploymentPlan::isEmpty);
  }
}
