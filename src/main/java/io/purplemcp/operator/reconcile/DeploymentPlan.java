package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Finding;
import java.util.List;

/** What is to be done for one deployment, in the order in which it will be done. */
public record DeploymentPlan(
    String deployment, List<PlannedChange> changes, List<Finding> findings) {
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
