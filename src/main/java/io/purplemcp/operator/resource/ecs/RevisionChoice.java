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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    SecretRotation rotation,
    ImageRoll image) {
  static final String SECRET_VERSION_PATH = path(Ownership.SECRET_VERSION);
  static final String IMAGE_DIGEST_PATH = path(Ownership.IMAGE_DIGEST);
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
            view.observed(ServiceReadings.class).of(deployment).found()),
        ImageRoll.of(deployment, view.observed(RunningImages.class)));
  }

  private static String path(String tag) {
    return TagComparison.PATH + "[" + tag + "]";
  }

  /** The declared content compared with what runs, and with what it was rolled out for. */
  Comparison comparison() {
    Comparison comparison = comparison(form, family);
    if (rotates()) {
      comparison.value(
          SECRET_VERSION_PATH, rotation.recorded().orElse(null), rotation.started().orElse(null));
    }
    if (same && image.due().isPresent()) {
      comparison.value(IMAGE_DIGEST_PATH, image.due().get(), image.running());
    }
    return comparison;
  }

  private static Comparison comparison(TaskDefinitionForm form, TaskDefinitions.Family family) {
    Comparison comparison = form.compare(family.running().map(Revision::form));
    family
        .running()
        .ifPresent(
            running -> comparison.value("status", ACTIVE, running.definition().statusAsString()));
    return comparison;
  }

  /** Whether what runs has the declared content and its tasks are replaced all the same. */
  private boolean rolls() {
    return rotates() || (same && image.due().isPresent());
  }

  /** Whether that is for the secret. A rotation that was rolled back is one still. */
  private boolean rotates() {
    return same
        && (rotation.due()
            || (rotation.asksForOthers()
                && family.newest().stream().anyMatch(each -> fits(each) && brings(each))));
  }

  private boolean brings(Revision revision) {
    return rotation.recorded().equals(tag(revision, Ownership.SECRET_VERSION));
  }

  /** The revision that tasks are replaced with, where it exists already. */
  private Optional<Revision> successor() {
    return family.newest().stream()
        .filter(this::fits)
        .filter(each -> rotates() ? brings(each) : mayStart(each))
        .filter(
            each -> image.due().isEmpty() || image.due().equals(tag(each, Ownership.IMAGE_DIGEST)))
        .findFirst();
  }

  /** The revision to run; empty when it has to be registered first. */
  Optional<Revision> right() {
    if (rolls()) {
      return successor();
    }
    return same
        ? family.running()
        : family.newest().stream().filter(this::fits).filter(this::mayStart).findFirst();
  }

  private boolean mayStart(Revision revision) {
    Optional<String> version = tag(revision, Ownership.SECRET_VERSION);
    return version.isEmpty() || rotation.recorded().isEmpty() || brings(revision);
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

  private static Optional<String> tag(Revision revision, String key) {
    return Optional.ofNullable(revision.tags().get(key));
  }

  boolean runs(Revision revision) {
    return family.running().filter(running -> running.arn().equals(revision.arn())).isPresent();
  }

  /** What a revision is to remember: the one that runs, or one whose tasks start from now on. */
  Map<String, String> stamps(boolean running) {
    var stamps = new TreeMap<String, String>();
    (running ? rotation.remembered() : rotation.recorded())
        .ifPresent(version -> stamps.put(Ownership.SECRET_VERSION, version));
    image
        .due()
        .filter(digest -> same && !running)
        .ifPresent(digest -> stamps.put(Ownership.IMAGE_DIGEST, digest));
    return stamps;
  }

  /** Why a new revision is registered, or the service is pointed at another one. */
  Optional<Occasion> occasion(String... paths) {
    return rolls()
        ? Optional.of(
            Occasion.of(rotates() ? Occasion.Kind.ROTATION : Occasion.Kind.TAG_MOVE, paths))
        : Optional.empty();
  }

  /** Why the tags of a revision are written: notes of our own are nobody's drift. */
  Occasion note() {
    return new Occasion(Occasion.Kind.NOTE, Set.of(SECRET_VERSION_PATH));
  }

  /** What there is to say of the secret and the image, unless another content is on its way. */
  Stream<Finding> findings() {
    if (!same) {
      return Stream.empty();
    }
    Optional<String> givenUp =
        rolls()
            ? successor()
                .filter(each -> history().givenUp(each.arn()).isPresent())
                .map(Revision::name)
            : Optional.empty();
    var secret = new ResourceId(ConsoleSecrets.NAME, deployment.spec().console().secretId());
    return Stream.of(
            (rotates() ? rotation.inForce() : rotation).finding(secret, givenUp),
            image.finding(givenUp))
        .flatMap(Optional::stream);
  }

  private RolloutHistory history() {
    return view.observed(Services.class).of(deployment).history();
  }
}
