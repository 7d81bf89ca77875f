package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Finding;
import java.util.List;
import java.util.stream.Stream;

/** What is to be done for one deployment, in the order in which it will be done. */
public record DeploymentPlan(
    String deployment, List<PlannedChange> changes, List<Finding> findings) {
  /** The same, with what is to be done when this has been done. */
  DeploymentPlan followedBy(Leftovers leftovers) {
    return new DeploymentPlan(
        deployment,
        Stream.concat(changes.stream(), leftovers.going().stream()).toList(),
        Stream.concat(findings.stream(), leftovers.told().stream()).toList());
  }

  /** Whether it is of one deployment, and not of what deployments share. */
  public boolean ofDeployment() {
    return !deployment.equals(OrphanPass.SHARED);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
