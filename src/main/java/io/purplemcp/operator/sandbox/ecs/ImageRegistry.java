package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The images that the sandbox's tasks can pull: the vendor's, of which it knows the tags {@code
 * latest}, {@code v0.6.0} and {@code v0.5.0} for Linux on ARM64, and every image of another
 * registry whose name does not contain {@value #MISSING_MARKER}.
 */
public final class ImageRegistry {
  /** The vendor's registry. */
  public static final String VENDOR_REGISTRY = "709825985650.dkr.ecr.us-east-1.amazonaws.com";

  /** The vendor's repository. */
  public static final String VENDOR_REPOSITORY =
      VENDOR_REGISTRY + "/sentinelone/purple-ai-mcp-server";

  /** An image of any registry that carries this in its name is not found. */
  public static final String MISSING_MARKER = "does-not-exist";

  /** Where a tag points to once somebody moved it, by {@code repository:tag}. */
  static final TableKey<String> MOVED_TAGS = TableKey.of("ecs.images", String.class);

  private static final String CURRENT = "v0.6.0";
  private static final Map<String, String> VENDOR_TAGS =
      Map.of("latest", CURRENT, CURRENT, CURRENT, "v0.5.0", "v0.5.0");
  private static final String VENDOR_ARCHITECTURE = "arm64";

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
    if (reference.registry().equals(VENDOR_REGISTRY)
        && !reference.repository().equals(VENDOR_REPOSITORY)) {
      return forbidden(reference);
    }
    Optional<String> digest = digest(reference);
    if (digest.isEmpty()) {
      return failed("failed to resolve ref " + reference + ": " + reference + ": not found");
    }
    if (isVendors(reference) && !architecture.equals(VENDOR_ARCHITECTURE)) {
      return new Pull.Failed(
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): image"
              + " Manifest does not contain descriptor matching platform 'linux/"
              + architecture
              + "'");
    }
    return new Pull.Done(digest.get());
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

  /** Lets a tag of an image point to another digest, as a push to the registry does. */
  public static void move(Context context, String image, String digest) {
    context.table(MOVED_TAGS).put(ImageReference.of(image).toString(), digest);
  }

  /** The digest of an image that exists. */
  public static Optional<String> digest(Context context, String image) {
    return new ImageRegistry(context).digest(ImageReference.of(image));
  }

  static boolean isVendors(ImageReference reference) {
    return reference.repository().equals(VENDOR_REPOSITORY);
  }

  /** The digests that a deployment pins; a container whose image is not found has none. */
  List<ContainerImage> resolved(TaskDefinition definition) {
    return definition.containerDefinitions().stream()
        .map(
            container ->
                ContainerImage.builder()
                    .containerName(container.name())
                    .image(container.image())
                    .imageDigest(digest(ImageReference.of(container.image())).orElse(null))
                    .build())
        .toList();
  }

  private Optional<String> digest(ImageReference reference) {
    Optional<String> moved = context.table(MOVED_TAGS).find(reference.toString());
    if (moved.isPresent()) {
      return moved;
    }
    if (reference.registry().equals(VENDOR_REGISTRY)) {
      return isVendors(reference) ? vendors(reference) : Optional.empty();
    }
    return reference.toString().contains(MISSING_MARKER)
        ? Optional.empty()
        : reference.digest().or(() -> Optional.of(sha256(reference.toString())));
  }

  private Optional<String> vendors(ImageReference reference) {
    return reference
        .digest()
        .filter(this::isPublished)
        .or(
            () ->
                reference
                    .tag()
                    .map(VENDOR_TAGS::get)
                    .map(version -> sha256(VENDOR_REPOSITORY + ":" + version)));
  }

  private boolean isPublished(String digest) {
    return VENDOR_TAGS.values().stream()
            .anyMatch(version -> sha256(VENDOR_REPOSITORY + ":" + version).equals(digest))
        || context.table(MOVED_TAGS).all().contains(digest);
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
