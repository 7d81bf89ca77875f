package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Occasion;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import java.util.Map;
import java.util.Optional;

/**
 * Which revision of its family a deployment is to run: the one that runs, an earlier one with the
 * declared content, or one that has to be registered. Pure.
 *
 * @param form the declared content, as far as its references are known
 * @param same whether what runs has that content
 */
record RevisionChoice(
    PurpleMcpDeployment deployment,
    View view,
    TaskDefinitions.Family family,
    TaskDefinitionForm form,
    boolean same,
    SecretRotation rotation) {
  static final String SECRET_VERSION_PATH =
      TagComparison.PATH + "[" + Ownership.SECRET_VERSION + "]";
  private static final String ACTIVE = "ACTIVE";

  static RevisionChoice of(PurpleMcpDeployment deployment, View view) {
    TaskDefinitions.Family family = view.observed(TaskDefinitions.class).of(deployment);
    var references =
        new TaskDefinitionReferences(deployment, view.references()::find, family.running());
    var form =
        TaskDefinitionForm.of(DesiredTaskDefinition.of(deployment, view.region(), references));
    return new RevisionChoice(
        deployment,
        view,
        family,
        form,
        comparison(form, family).same(),
        SecretRotation.of(
            deployment,
            view.observed(ConsoleSecrets.class),
            family.running(),
            view.observed(ServiceReadings.class).of(deployment).found()));
  }

  /** The declared content compared with what runs. */
  Comparison comparison() {
    return comparison(form, family);
  }

  private static Comparison comparison(TaskDefinitionForm form, TaskDefinitions.Family family) {
    Comparison comparison = form.compare(family.running().map(Revision::form));
    family
        .running()
        .ifPresent(
            running -> comparison.value("status", ACTIVE, running.definition().statusAsString()));
    return comparison;
  }

  /** Whether what runs has the declared content and its tasks are replaced for the secret alone. */
  boolean rotates() {
    return same && (rotation.due() || (rotation.asksForOthers() && successor().isPresent()));
  }

  /** The revision that brings the current version of the secret, where it exists already. */
  private Optional<Revision> successor() {
    return family.newest().stream()
        .filter(this::fits)
        .filter(each -> rotation.recorded().equals(version(each)))
        .findFirst();
  }

  /** The revision to run; empty when it has to be registered first. */
  Optional<Revision> right() {
    if (rotates()) {
      return successor();
    }
    return same
        ? family.running()
        : family.newest().stream()
            .filter(this::fits)
            .filter(each -> version(each).isEmpty() || mayStart(version(each)))
            .findFirst();
  }

  private boolean mayStart(Optional<String> version) {
    return rotation.recorded().isEmpty() || rotation.recorded().equals(version);
  }

  private boolean fits(Revision revision) {
    return revision.active()
        && OwnershipCheck.refusal(
                TaskDefinitions.id(revision.definition().family()),
                revision.arn(),
                revision.tags(),
                deployment,
                view)
            .isEmpty()
        && form.compare(Optional.of(revision.form())).same();
  }

  private static Optional<String> version(Revision revision) {
    return Optional.ofNullable(revision.tags().get(Ownership.SECRET_VERSION));
  }

  boolean runs(Revision revision) {
    return family.running().filter(running -> running.arn().equals(revision.arn())).isPresent();
  }

  /** What a revision is to remember. */
  Map<String, String> stamps(boolean running) {
    return (running ? rotation.remembered() : rotation.recorded())
        .map(version -> Map.of(Ownership.SECRET_VERSION, version))
        .orElse(Map.of());
  }

  /** Why a new revision is registered, or the service is pointed at another one. */
  Optional<Occasion> occasion(String path) {
    return rotates() ? Optional.of(Occasion.of(Occasion.Kind.ROTATION, path)) : Optional.empty();
  }

  /** Why the tags of a revision are written: notes of our own are nobody's drift. */
  Occasion note() {
    return Occasion.of(Occasion.Kind.NOTE, SECRET_VERSION_PATH);
  }

  /** What there is to say of the secret; nothing where another content is on its way anyhow. */
  Optional<Finding> finding() {
    if (!same) {
      return Optional.empty();
    }
    var secret = new ResourceId(ConsoleSecrets.NAME, deployment.spec().console().secretId());
    SecretRotation told =
        rotates() && !rotation.due()
            ? new SecretRotation(
                deployment, rotation.started(), rotation.current(), SecretRotation.Stage.DUE)
            : rotation;
    RolloutHistory history = view.observed(Services.class).of(deployment).history();
    return told.finding(
        secret,
        successor()
            .filter(revision -> history.givenUp(revision.arn()).isPresent())
            .map(Revision::name));
  }
}
