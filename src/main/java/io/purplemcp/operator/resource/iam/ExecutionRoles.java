package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The roles with which ECS pulls the image, reads the secret and writes logs. */
public final class ExecutionRoles implements ResourceKind<ExecutionRoles.Observed> {
  public static final String NAME = "ExecutionRole";

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

  /**
   * @param byName the roles that deployments name or that carry our tags
   * @param referenced whether the roles exist that are managed elsewhere, by ARN
   */
  public record Observed(
      Map<String, Reading<Role>> byName, Map<String, Reading<Boolean>> referenced) {
    /** The deployment's own role; not read where it refers to another. */
    public Reading<Role> of(PurpleMcpDeployment deployment) {
      return byName.getOrDefault(deployment.names().executionRole(), new Reading.NotRead<>());
    }
  }

  static ResourceId id(String name) {
    return new ResourceId(NAME, name);
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
    Observed observed = view.observed(ExecutionRoles.class);
    return deployment
        .spec()
        .iam()
        .executionRoleArn()
        .map(
            arn ->
                referenced(arn, observed.referenced().getOrDefault(arn, new Reading.NotRead<>())))
        .orElseGet(() -> managed(deployment, observed.of(deployment), view));
  }

  private static Assessment referenced(String arn, Reading<Boolean> exists) {
    var assessment = Assessment.builder();
    ResourceId id = id(arn.substring(arn.lastIndexOf('/') + 1));
    if (exists.absent()) {
      return assessment
          .finding(
              Finding.blocked(
                  Reason.ReferenceNotFound,
                  id,
                  "The role %s, which iam.executionRoleArn refers to, does not exist; create it, or give iam.executionRoleName to have one made"
                      .formatted(arn)))
          .build();
    }
    if (exists instanceof Reading.Unreadable<Boolean> unreadable) {
      assessment.finding(
          Finding.notice(
              Reason.of(unreadable.failure().failureClass()),
              id,
              "Whether the role %s exists could not be checked: %s"
                  .formatted(arn, unreadable.failure().sentence())));
    }
    return assessment.reference(Reference.EXECUTION_ROLE_ARN, arn).build();
  }

  private static Assessment managed(
      PurpleMcpDeployment deployment, Reading<Role> reading, View view) {
    RoleForm form = RoleForm.of(deployment, view);
    if (reading instanceof Reading.Present<Role> present) {
      return existing(deployment, form, present.value(), view);
    }
    if (reading instanceof Reading.Unreadable<Role> unreadable) {
      return Assessment.builder()
          .finding(Finding.failed(id(form.name()), unreadable.failure()))
          .build();
    }
    return reading.absent() ? missing(form, view) : Assessment.NOTHING;
  }

  private static Assessment missing(RoleForm form, View view) {
    ResourceId id = id(form.name());
    var comparison = form.compare(Optional.empty()).comparison();
    List<Call> calls = new RoleCalls(form, view).create();
    // The ARN follows from the name, so that what refers to the role does not seem to change.
    return Assessment.builder()
        .reference(
            Reference.EXECUTION_ROLE_ARN,
            "arn:%s:iam::%s:role/%s".formatted(view.partition(), view.accountId(), form.name()))
        .compared(id, comparison)
        .change(Change.create(id, comparison.differences(), calls.toArray(Call[]::new)))
        .build();
  }

  private static Assessment existing(
      PurpleMcpDeployment deployment, RoleForm form, Role live, View view) {
    ResourceId id = id(form.name());
    Optional<Finding> refusal =
        OwnershipCheck.refusal(id, live.arn(), live.tags(), deployment, view);
    if (refusal.isPresent()) {
      return Assessment.builder().finding(refusal.get()).build();
    }
    RoleForm.Compared compared = form.compare(Optional.of(live));
    var assessment =
        Assessment.builder()
            .claim(live.arn())
            .reference(Reference.EXECUTION_ROLE_ARN, live.arn())
            .compared(id, compared.comparison());
    if (form.boundary().isEmpty()) {
      live.boundary().ifPresent(arn -> assessment.finding(bounded(id, arn)));
    }
    if (!compared.comparison().same()) {
      assessment.change(
          Change.update(
              id, compared.comparison().differences(), new RoleCalls(form, view).update(compared)));
    }
    return assessment.build();
  }

  /** A boundary only ever takes rights away, and organisations put them on all roles; IA08. */
  private static Finding bounded(ResourceId id, String arn) {
    return Finding.notice(
        Reason.Denied,
        id,
        "The role has the permissions boundary %s, which the spec does not name; it is left in place and may take rights away. Name it as iam.permissionsBoundaryArn if it is meant"
            .formatted(arn));
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment
        .spec()
        .iam()
        .executionRoleArn()
        .map(owned.id()::equals)
        .orElseGet(() -> deployment.names().executionRole().equals(owned.resource().name()));
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    String role = resource.name();
    return Trace.calls(path, CALLS)
        .map(calls -> new Trace(List.of(role), List.of(Set.of(role)), calls, true));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(ExecutionRoles.class).byName().values().stream()
        .flatMap(reading -> reading.found().stream())
        .flatMap(
            role ->
                Ownership.of(role.tags()).stream()
                    .map(mine -> new Owned(id(role.name()), role.arn(), mine)))
        .toList();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    Observed observed = view.observed(ExecutionRoles.class);
    var assessment = Assessment.builder();
    owned.stream()
        .map(each -> observed.byName().get(each.resource().name()))
        .filter(reading -> reading != null)
        .flatMap(reading -> reading.found().stream())
        .forEach(role -> retire(role, assessment));
    return assessment.build();
  }

  private static void retire(Role role, Assessment.Builder assessment) {
    ResourceId id = id(role.name());
    if (role.attached().isEmpty() && role.instanceProfiles() == 0) {
      assessment.change(Change.delete(id, RoleCalls.delete(role).toArray(Call[]::new)));
      return;
    }
    assessment.finding(
        Finding.blocked(
            Reason.DeletionHeld,
            id,
            "The role %s is not deleted: somebody has attached %s to it, and it is in %d instance profiles; detach them if it may go"
                .formatted(
                    role.arn(),
                    role.attached().isEmpty()
                        ? "nothing"
                        : String.join(", ", role.attached().keySet()),
                    role.instanceProfiles())));
  }
}
