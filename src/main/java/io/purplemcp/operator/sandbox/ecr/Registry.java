package io.purplemcp.operator.sandbox.ecr;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * The repositories of one account in one region. The vendor's is there from the start, with its
 * product for Linux on ARM64 under the tags {@code latest}, {@code v0.6.0} and {@code v0.5.0}.
 *
 * @param context of the registry's own account and region
 */
public record Registry(Context context) {
  public static final String VENDOR_ACCOUNT = "709825985650";
  public static final String VENDOR_REGION = "us-east-1";
  public static final String VENDOR_PRODUCT = "sentinelone/purple-ai-mcp-server";

  static final TableKey<Repository> REPOSITORIES =
      TableKey.of("ecr.repositories", Repository.class);
  static final TableKey<ImageRow> IMAGES = TableKey.of("ecr.images", ImageRow.class);

  private static final Map<String, List<String>> VENDOR_VERSIONS =
      Map.of("v0.5.0", List.of("v0.5.0"), "v0.6.0", List.of("v0.6.0", "latest"));

  /** The registry of an account in a region, seen from any other. */
  public static Registry of(Context caller, String account, String region) {
    Registry registry = new Registry(caller.in(new Scope(account, region)));
    if (account.equals(VENDOR_ACCOUNT)
        && region.equals(VENDOR_REGION)
        && registry.repositories().find(VENDOR_PRODUCT).isEmpty()) {
      registry.seed();
    }
    return registry;
  }

  private void seed() {
    repositories().put(VENDOR_PRODUCT, repository(VENDOR_PRODUCT, ImageTagMutability.MUTABLE));
    VENDOR_VERSIONS.forEach(
        (version, tags) -> {
          String manifest = ImageManifest.index(version, "arm64");
          tags.forEach(tag -> push(VENDOR_PRODUCT, manifest, ImageManifest.INDEX, tag));
        });
  }

  String account() {
    return context.scope().account();
  }

  Table<Repository> repositories() {
    return context.table(REPOSITORIES);
  }

  Table<ImageRow> images() {
    return context.table(IMAGES);
  }

  Repository repository(String name, ImageTagMutability mutability) {
    return Repository.builder()
        .registryId(account())
        .repositoryName(name)
        .repositoryArn(context.scope().arn("ecr", "repository/" + name))
        .repositoryUri(
            account() + ".dkr.ecr." + context.scope().region() + ".amazonaws.com/" + name)
        .createdAt(context.now())
        .imageTagMutability(mutability)
        .imageScanningConfiguration(scanning -> scanning.scanOnPush(false))
        .encryptionConfiguration(encryption -> encryption.encryptionType("AES256"))
        .build();
  }

  public boolean has(String repository) {
    return repositories().contains(repository);
  }

  List<ImageRow> images(String repository) {
    return images().all().stream().filter(row -> row.repository().equals(repository)).toList();
  }

  /** The image that a tag points to. */
  Optional<ImageRow> tagged(String repository, String tag) {
    return images(repository).stream().filter(row -> row.tags().contains(tag)).findFirst();
  }

  Optional<ImageRow> digested(String repository, String digest) {
    return images().find(ImageRow.key(repository, digest));
  }

  /** The digest of an image, by its digest or else by its tag. */
  public Optional<String> digest(String repository, Optional<String> tag, Optional<String> digest) {
    return digest
        .map(id -> digested(repository, id))
        .orElseGet(() -> tag.flatMap(name -> tagged(repository, name)))
        .map(ImageRow::digest);
  }

  /** Whether an image has something to run on a processor. */
  public boolean runsOn(String repository, String digest, String architecture) {
    return digested(repository, digest)
        .filter(row -> ImageManifest.runsOn(row.manifest(), architecture))
        .isPresent();
  }

  /** Adds an image, or another tag to one that is there; the tag leaves the image it was on. */
  public ImageRow push(String repository, String manifest, String mediaType, String tag) {
    String digest = ImageManifest.digest(manifest);
    ImageRow image =
        digested(repository, digest)
            .orElseGet(
                () ->
                    new ImageRow(
                        repository, digest, manifest, mediaType, List.of(), context.now()));
    if (tag != null) {
      tagged(repository, tag).ifPresent(old -> images().put(old.key(), old.untagged(tag)));
      image = digested(repository, digest).orElse(image).tagged(tag);
    }
    images().put(image.key(), image);
    return image;
  }
}
