package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is to be done about one role of a deployment, whatever its use. Pure. */
final class RoleAssessment {
  private RoleAssessment() {}

  static Assessment of(RoleUse use, PurpleMcpDeployment deployment, View view) {
    ExecutionRoles.Observed observed = view.observed(ExecutionRoles.class);
    Optional<String> referenced = use.arn(deployment.spec().iam());
    if (referenced.isPresent()) {
      String arn = referenced.get();
      return referenced(use, arn, observed.referenced().getOrDefault(arn, new Reading.NotRead<>()));
    }
    return use.name(deployment)
        .map(
            name ->
                managed(
                    use,
                    deployment,
                    observed.byName().getOrDefault(name, new Reading.NotRead<>()),
                    view))
        .orElse(Assessment.NOTHING);
  }

  private static Assessment referenced(RoleUse use, String arn, Reading<Boolean> exists) {
    var assessment = Assessment.builder();
    ResourceId id = use.id(arn.substring(arn.lastIndexOf('/') + 1));
    if (exists.absent()) {
      return assessment
          .finding(
              Finding.blocked(
                  Reason.ReferenceNotFound,
                  id,
                  "The role %s, which iam.%sArn refers to, does not exist; create it, or give iam.%sName to have one made"
                      .formatted(arn, use.field(), use.field())))
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
    return assessment.reference(use.reference(), arn).build();
  }

  private static Assessment managed(
      RoleUse use, PurpleMcpDeployment deployment, Reading<Role> reading, View view) {
    RoleForm form = RoleForm.of(use, deployment, view);
    if (reading instanceof Reading.Present<Role> present) {
      return existing(deployment, form, present.value(), view);
    }
    if (reading instanceof Reading.Unreadable<Role> unreadable) {
      return Assessment.builder().finding(Finding.failed(form.id(), unreadable.failure())).build();
    }
    return reading.absent() ? missing(form, view) : Assessment.NOTHING;
  }

  private static Assessment missing(RoleForm form, View view) {
    var comparison = form.compare(Optional.empty()).comparison();
    List<Call> calls = new RoleCalls(form, view).create();
    // The ARN follows from the name, so that what refers to the role does not seem to change.
    return Assessment.builder()
        .reference(
            form.use().reference(),
            "arn:%s:iam::%s:role/%s".formatted(view.partition(), view.accountId(), form.name()))
        .compared(form.id(), comparison)
        .change(Change.create(form.id(), comparison.differences(), calls.toArray(Call[]::new)))
        .build();
  }

  private static Assessment existing(
      PurpleMcpDeployment deployment, RoleForm form, Role live, View view) {
    ResourceId id = form.id();
    Optional<Finding> refusal =
        OwnershipCheck.refusal(id, live.arn(), live.tags(), deployment, view);
    if (refusal.isPresent()) {
      return Assessment.builder().finding(refusal.get()).build();
    }
    RoleForm.Compared compared = form.compare(Optional.of(live));
    var assessment =
        Assessment.builder()
            .claim(live.arn())
            .reference(form.use().reference(), live.arn())
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

  /** Whatever its use: a role may be made for one deployment and be referred to by another. */
  static boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return Arrays.stream(RoleUse.values())
        .anyMatch(
            use ->
                use.arn(deployment.spec().iam()).filter(owned.id()::equals).isPresent()
                    || use.name(deployment).filter(owned.resource().name()::equals).isPresent());
  }

  static List<Owned> owned(RoleUse use, Snapshot snapshot) {
    return snapshot.of(ExecutionRoles.class).byName().values().stream()
        .flatMap(reading -> reading.found().stream())
        .filter(role -> use.of(role.tags()))
        .flatMap(
            role ->
                Ownership.of(role.tags()).stream()
                    .map(mine -> new Owned(use.id(role.name()), role.arn(), mine)))
        .toList();
  }

  static Assessment retire(List<Owned> owned, View view) {
    ExecutionRoles.Observed observed = view.observed(ExecutionRoles.class);
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      Optional.ofNullable(observed.byName().get(each.resource().name()))
          .flatMap(Reading::found)
          .ifPresent(role -> retire(each.resource(), role, assessment));
    }
    return assessment.build();
  }

  private static void retire(ResourceId id, Role role, Assessment.Builder assessment) {
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
