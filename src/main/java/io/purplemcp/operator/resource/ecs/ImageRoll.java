package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.ImagePolicySpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ecr.ImageName;
import io.purplemcp.operator.resource.ecr.TagLookup;
import java.util.Optional;

/** What the digest behind the image's tag asks of the tasks. */
record ImageRoll(PurpleMcpDeployment deployment, RunningImages.Seen seen) {
  /** {@code sha256:} and enough of the digest to tell it from another. */
  private static final int SHORT = 15;

  static ImageRoll of(PurpleMcpDeployment deployment, RunningImages.Observed observed) {
    return new ImageRoll(deployment, observed.of(deployment));
  }

  /** The digest that some task does not run. */
  Optional<String> moved() {
    return seen.tag()
        .found()
        .filter(resolved -> !resolved.alike().containsAll(seen.running()))
        .map(TagLookup.Resolved::digest);
  }

  /** The digest for which the tasks are to be replaced. */
  Optional<String> due() {
    return moved().filter(digest -> rolls());
  }

  private boolean rolls() {
    return deployment.spec().imagePolicy().onTagMove() == ImagePolicySpec.OnTagMove.Roll
        && deployment.spec().policy().drift() == PolicySpec.Drift.Correct;
  }

  /** A digest that runs and should not. */
  String running() {
    return seen.running().stream()
        .filter(
            digest -> seen.tag().found().filter(tag -> !tag.alike().contains(digest)).isPresent())
        .sorted()
        .findFirst()
        .orElse("-");
  }

  /**
   * What there is to say.
   *
   * @param givenUp the revision that was to bring the digest and was rolled back
   */
  Optional<Finding> finding(Optional<String> givenUp) {
    String image = deployment.spec().image();
    var id = new ResourceId("Image", image);
    ImageName name = ImageName.of(image);
    if (name.digest().isPresent()) {
      return Optional.of(
          Finding.verified(Reason.ImageCurrent, id, "The image is named by its digest"));
    }
    if (name.ecr().isEmpty()) {
      return Optional.of(
          Finding.unknown(
              Reason.ImageUnknown,
              id,
              "The digest behind the tag of %s is not looked up, as it is not in ECR; name the image by its digest to be sure of it"
                  .formatted(image)));
    }
    if (moved().isPresent()) {
      return Optional.of(moved(id, moved().get(), givenUp));
    }
    return read(id);
  }

  private Optional<Finding> read(ResourceId id) {
    if (seen.tag() instanceof Reading.Present<TagLookup.Resolved> present) {
      return Optional.of(
          Finding.verified(
              Reason.ImageCurrent,
              id,
              "The tasks run %s, to which the tag points".formatted(present.value().digest())));
    }
    if (seen.tag() instanceof Reading.Unreadable<TagLookup.Resolved> unreadable) {
      return Optional.of(
          Finding.unknown(
              Reason.ImageUnknown,
              id,
              "What the tag of %s points to is not known: %s"
                  .formatted(id.name(), unreadable.failure().sentence())));
    }
    return seen.tag().absent()
        ? Optional.of(
            Finding.unknown(
                Reason.ImageUnknown,
                id,
                "The tag of %s is not in the registry any more; tasks that start from now on in a new deployment will not find it"
                    .formatted(id.name())))
        : Optional.empty();
  }

  private Finding moved(ResourceId id, String digest, Optional<String> givenUp) {
    String sentence =
        "image digest %s → %s of %s: "
            .formatted(shortened(running()), shortened(digest), id.name());
    if (givenUp.isPresent()) {
      return Finding.notice(
          Reason.ImageDrift,
          id,
          sentence + givenUp.get() + " brought it to the tasks and was rolled back");
    }
    return Finding.alert(Reason.ImageDrift, id, sentence + consequence());
  }

  private String consequence() {
    if (rolls()) {
      return "the tasks are replaced, one after the other";
    }
    String keep = "the tasks keep the earlier one until they are replaced; ";
    return deployment.spec().imagePolicy().onTagMove() == ImagePolicySpec.OnTagMove.Roll
        ? keep + "policy.drift is Alert"
        : keep + "imagePolicy.onTagMove: Roll would do that";
  }

  private static String shortened(String digest) {
    return digest.length() <= SHORT ? digest : digest.substring(0, SHORT) + "…";
  }
}
