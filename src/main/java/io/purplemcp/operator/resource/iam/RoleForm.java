package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.View;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A deployment's role as it should be, compared with what is there.
 *
 * @param permissions the inline policy; empty where there is to be none, and for as long as it is
 *     not known
 */
record RoleForm(
    RoleUse use,
    PurpleMcpDeployment deployment,
    String name,
    PolicyDocument trust,
    Optional<PolicyDocument> permissions,
    Optional<String> boundary,
    Map<String, String> tags) {
  static final String TRUST = "trustPolicy";
  static final String POLICIES = "policies";
  static final String ATTACHED = "attachedPolicies";
  static final String BOUNDARY = "permissionsBoundary";

  static RoleForm of(RoleUse use, PurpleMcpDeployment deployment, View view) {
    return new RoleForm(
        use,
        deployment,
        use.name(deployment).orElseThrow(),
        ExecutionPolicy.trust(view),
        use.permissions(deployment, view, view::reference),
        deployment.spec().iam().permissionsBoundaryArn(),
        use.tags(deployment));
  }

  ResourceId id() {
    return use.id(name);
  }

  /** The path of the inline policy. */
  String policy() {
    return POLICIES + "[" + use.policyName() + "]";
  }

  /** What differs, and what has to be done about each part. */
  record Compared(
      Comparison comparison,
      Set<String> extraPolicies,
      Set<String> extraAttachments,
      TagComparison tagging) {}

  Compared compare(Optional<Role> live) {
    var comparison = new Comparison();
    comparison.value("RoleName", name, live.map(Role::name).orElse(null));
    document(comparison, TRUST, trust, live.map(Role::trust));
    Map<String, PolicyDocument> inline = live.map(Role::inline).orElse(Map.of());
    permissions.ifPresentOrElse(
        policy ->
            document(
                comparison, policy(), policy, Optional.ofNullable(inline.get(use.policyName()))),
        () -> pending(comparison, live));
    Set<String> extraPolicies = new TreeSet<>(inline.keySet());
    if (use.mayAct(deployment)) {
      extraPolicies.remove(use.policyName());
    }
    extraPolicies.forEach(
        extra -> comparison.value(POLICIES + "[" + extra + "]", null, inline.get(extra).text()));
    Map<String, String> attached = live.map(Role::attached).orElse(Map.of());
    attached.forEach((arn, policy) -> comparison.value(ATTACHED + "[" + arn + "]", null, policy));
    boundary.ifPresent(
        arn -> comparison.value(BOUNDARY, arn, live.flatMap(Role::boundary).orElse(null)));
    return new Compared(
        comparison,
        extraPolicies,
        attached.keySet(),
        TagComparison.of(comparison, tags, live.map(Role::tags).orElse(Map.of())));
  }

  /** Of a role that exists nothing can be said while the secret is not known. */
  private void pending(Comparison comparison, Optional<Role> live) {
    if (live.isEmpty() && use.mayAct(deployment)) {
      comparison.reference(policy(), Optional.empty(), null);
    }
  }

  private static void document(
      Comparison comparison, String path, PolicyDocument wanted, Optional<PolicyDocument> seen) {
    String observed =
        seen.map(policy -> policy.sameAs(wanted) ? wanted.text() : policy.text()).orElse(null);
    comparison.value(path, wanted.text(), observed);
  }
}
