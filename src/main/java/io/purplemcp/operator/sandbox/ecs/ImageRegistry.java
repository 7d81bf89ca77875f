package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ecr.Registry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

/**
 * The images that the sandbox's tasks can pull: those of the repositories that its ECR has, the
 * vendor's among them, and every image of another registry whose name does not contain {@value
 * #MISSING_MARKER}.
 */
public final class ImageRegistry {
  /** The vendor's registry. */
  public static final String VENDOR_REGISTRY =
      Registry.VENDOR_ACCOUNT + ".dkr.ecr." + Registry.VENDOR_REGION + ".amazonaws.com";

  /** The vendor's repository. */
  public static final String VENDOR_REPOSITORY = VENDOR_REGISTRY + "/" + Registry.VENDOR_PRODUCT;

  /** An image of any registry that carries this in its name is not found. */
  public static final String MISSING_MARKER = "does-not-exist";

  private final Context context;

  ImageRegistry(Context context) {
    this.context = context;
  }

  /** A pull's end: the digest, or what the task says of it. */
  sealed interface Pull {
    record Done(String digest) implements Pull {}

    record Failed(String reason) implements Pull {}
  }

  /**
   * @param architecture {@code arm64} or {@code amd64}
   */
  Pull pull(String image, String architecture) {
    ImageReference reference = ImageReference.of(image);
    if (reference.registry().equals(VENDOR_REGISTRY) && !isVendors(reference)) {
      return forbidden(reference);
    }
    Optional<String> digest = digest(reference);
    if (digest.isEmpty()) {
      return failed("failed to resolve ref " + reference + ": " + reference + ": not found");
    }
    return runsOn(reference, digest.get(), architecture)
        ? new Pull.Done(digest.get())
        : new Pull.Failed(
            "CannotPullContainerError: pull image manifest has been retried 1 time(s): image"
                + " Manifest does not contain descriptor matching platform 'linux/"
                + architecture
                + "'");
  }

  /**
   * A registry that does not let the caller in: a product without subscription, a missing right.
   */
  Pull forbidden(ImageReference reference) {
    return failed(
        "failed to resolve ref "
            + reference
            + ": unexpected status from HEAD request: 403 Forbidden");
  }

  private static Pull failed(String cause) {
    return new Pull.Failed(
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): " + cause);
  }

  static boolean isVendors(ImageReference reference) {
    return reference.repository().equals(VENDOR_REPOSITORY);
  }

  /**
   * The digests that a deployment pins. A container whose image is not found has none, nor has one
   * whose {@code versionConsistency} is off: its tasks each resolve the tag anew.
   */
  List<ContainerImage> resolved(TaskDefinition definition) {
    return definition.containerDefinitions().stream()
        .map(
            container ->
                ContainerImage.builder()
                    .containerName(container.name())
                    .image(container.image())
                    .imageDigest(pinned(container).orElse(null))
                    .build())
        .toList();
  }

  private Optional<String> pinned(ContainerDefinition container) {
    return container.versionConsistency() == VersionConsistency.DISABLED
        ? Optional.empty()
        : digest(ImageReference.of(container.image()));
  }

  private Optional<String> digest(ImageReference reference) {
    Optional<ImageReference.Place> place = known(reference);
    if (place.isPresent()) {
      return registry(place.get()).digest(place.get().name(), reference.tag(), reference.digest());
    }
    boolean missing =
        reference.registry().equals(VENDOR_REGISTRY)
            || reference.toString().contains(MISSING_MARKER);
    return missing
        ? Optional.empty()
        : reference.digest().or(() -> Optional.of(sha256(reference.toString())));
  }

  private boolean runsOn(ImageReference reference, String digest, String architecture) {
    return known(reference)
        .map(place -> registry(place).runsOn(place.name(), digest, architecture))
        .orElse(true);
  }

  /** The repository, where ECR has it. */
  private Optional<ImageReference.Place> known(ImageReference reference) {
    return reference.ecr().filter(place -> registry(place).has(place.name()));
  }

  private Registry registry(ImageReference.Place place) {
    return Registry.of(context, place.account(), place.region());
  }

  private static String sha256(String text) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] bytes = hash.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
