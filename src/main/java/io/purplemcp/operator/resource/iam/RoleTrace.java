package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** By what a change of a role is known in the history of calls: IAM's calls name it. */
final class RoleTrace {
  /** The calls that change a role, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "",
          Set.of("UpdateRole", "UpdateRoleDescription"),
          RoleForm.TRUST,
          Set.of("UpdateAssumeRolePolicy"),
          RoleForm.POLICIES,
          Set.of("PutRolePolicy", "DeleteRolePolicy"),
          RoleForm.ATTACHED,
          Set.of("AttachRolePolicy", "DetachRolePolicy"),
          RoleForm.BOUNDARY,
          Set.of("PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"),
          "tags",
          Set.of("TagRole", "UntagRole"),
          "presence",
          Set.of("DeleteRole"));

  private RoleTrace() {}

  static Optional<Trace> of(ResourceId resource, String path) {
    String role = resource.name();
    return Trace.calls(path, CALLS)
        .map(calls -> new Trace(List.of(role), List.of(Set.of(role)), calls, true));
  }
}
