package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.util.List;
import java.util.Optional;

/**
 * The roles that the server itself has, where a deployment declares one. They are read together
 * with the {@link ExecutionRoles}.
 */
public final class TaskRoles implements ResourceKind<TaskRoles.Observed> {
  public static final String NAME = "TaskRole";

  /** Nothing that the execution roles' observation does not hold. */
  public record Observed() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return new Observed();
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return RoleAssessment.of(RoleUse.TASK, deployment, view);
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return RoleAssessment.names(deployment, owned);
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return RoleTrace.of(resource, path);
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return RoleAssessment.owned(RoleUse.TASK, snapshot);
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return RoleAssessment.retire(owned, view);
  }
}
