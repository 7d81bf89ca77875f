package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles with which ECS pulls the image, reads the secret and writes logs. */
public final class ExecutionRoles implements ResourceKind<ExecutionRoles.Observed> {
  public static final String NAME = "ExecutionRole";

  /**
   * @param byName the roles that deployments name or that carry our tags
   * @param referenced whether the roles exist that are managed elsewhere, by ARN
   */
  public record Observed(
      Map<String, Reading<Role>> byName, Map<String, Reading<Boolean>> referenced) {
    /** A role that is made for a deployment; not read where that refers to another. */
    public Reading<Role> named(String role) {
      return byName.getOrDefault(role, new Reading.NotRead<>());
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    return RoleReading.of(look);
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return RoleAssessment.of(RoleUse.EXECUTION, deployment, view);
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
    return RoleAssessment.owned(RoleUse.EXECUTION, snapshot);
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return RoleAssessment.retire(owned, view);
  }
}
