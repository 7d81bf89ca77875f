package io.purplemcp.operator.sandbox.ecr;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Images and their tags. Layers are not kept, so a manifest is taken without them. */
final class Images {
  private static final int PAGE = 100;
  private static final long SIZE = 123_456_789;

  private final Context context;
  private final Repositories repositories;

  Images(Context context) {
    this.context = context;
    this.repositories = new Repositories(context);
  }

  private Registry registry(String account, String repository, String action, boolean shared) {
    Registry registry = repositories.registry(account, repository, action, shared);
    repositories.require(registry, repository);
    return registry;
  }

  /** The vendor's images may be pushed by everybody here, so that its tags can be moved. */
  PutImageResponse put(PutImageRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:PutImage", true);
    Repository repository = repositories.require(registry, name);
    String manifest = request.imageManifest();
    String mediaType =
        Optional.ofNullable(manifest)
            .flatMap(ImageManifest::mediaType)
            .orElseThrow(
                () ->
                    EcrErrors.invalid(
                        "Invalid parameter at 'ImageManifest' failed to satisfy constraint:"
                            + " 'Invalid JSON syntax'"));
    String digest = ImageManifest.digest(manifest);
    if (request.imageDigest() != null && !request.imageDigest().equals(digest)) {
      throw EcrErrors.otherDigest(request.imageDigest());
    }
    checkTag(registry, repository, digest, request.imageTag());
    ImageRow image =
        registry.push(
            name,
            manifest,
            Optional.ofNullable(request.imageManifestMediaType()).orElse(mediaType),
            request.imageTag());
    return PutImageResponse.builder().image(image(registry, image, request.imageTag())).build();
  }

  private static void checkTag(
      Registry registry, Repository repository, String digest, String tag) {
    String name = repository.repositoryName();
    Optional<ImageRow> before =
        tag == null ? registry.digested(name, digest) : registry.tagged(name, tag);
    if (before.filter(row -> row.digest().equals(digest)).isPresent()) {
      throw EcrErrors.imageExists(digest, tag, name, registry.account());
    }
    if (before.isPresent() && repository.imageTagMutability() == ImageTagMutability.IMMUTABLE) {
      throw EcrErrors.tagIsImmutable(tag, name, registry.account());
    }
  }

  /** What a pull reads first; the vendor lets subscribers do it. */
  BatchGetImageResponse get(BatchGetImageRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:BatchGetImage", true);
    List<Image> images = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      find(registry, name, id)
          .ifPresentOrElse(
              row -> images.add(image(registry, row, id.imageTag())),
              () -> failures.add(notFound(id)));
    }
    return BatchGetImageResponse.builder().images(images).failures(failures).build();
  }

  private static Optional<ImageRow> find(Registry registry, String name, ImageIdentifier id) {
    return id.imageDigest() == null
        ? registry.tagged(name, Optional.ofNullable(id.imageTag()).orElse(""))
        : registry
            .digested(name, id.imageDigest())
            .filter(row -> id.imageTag() == null || row.tags().contains(id.imageTag()));
  }

  private static ImageFailure notFound(ImageIdentifier id) {
    return ImageFailure.builder()
        .imageId(id)
        .failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
        .failureReason("Requested image not found")
        .build();
  }

  private static Image image(Registry registry, ImageRow row, String tag) {
    return Image.builder()
        .registryId(registry.account())
        .repositoryName(row.repository())
        .imageId(id -> id.imageDigest(row.digest()).imageTag(tag))
        .imageManifest(row.manifest())
        .imageManifestMediaType(row.mediaType())
        .build();
  }

  DescribeImagesResponse describe(DescribeImagesRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:DescribeImages", false);
    List<ImageRow> found =
        request.hasImageIds()
            ? request.imageIds().stream()
                .map(
                    id ->
                        find(registry, name, id)
                            .orElseThrow(() -> EcrErrors.noImage(id, name, registry.account())))
                .toList()
            : registry.images(name);
    Page<ImageRow> page = page(found, request.nextToken(), request.maxResults());
    return DescribeImagesResponse.builder()
        .imageDetails(page.items().stream().map(row -> detail(registry, row)).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static ImageDetail detail(Registry registry, ImageRow row) {
    return ImageDetail.builder()
        .registryId(registry.account())
        .repositoryName(row.repository())
        .imageDigest(row.digest())
        .imageTags(row.tags().isEmpty() ? null : row.tags())
        .imageSizeInBytes(SIZE)
        .imagePushedAt(row.pushed())
        .imageManifestMediaType(row.mediaType())
        .build();
  }

  ListImagesResponse list(ListImagesRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:ListImages", false);
    List<ImageIdentifier> ids =
        registry.images(name).stream().flatMap(Images::identifiers).toList();
    Page<ImageIdentifier> page = page(ids, request.nextToken(), request.maxResults());
    return ListImagesResponse.builder()
        .imageIds(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static Stream<ImageIdentifier> identifiers(ImageRow row) {
    ImageIdentifier id = ImageIdentifier.builder().imageDigest(row.digest()).build();
    return row.tags().isEmpty()
        ? Stream.of(id)
        : row.tags().stream().map(tag -> id.toBuilder().imageTag(tag).build());
  }

  /** A tag alone is taken off; a digest takes the image with all its tags. */
  BatchDeleteImageResponse delete(BatchDeleteImageRequest request) {
    String name = request.repositoryName();
    Registry registry = registry(request.registryId(), name, "ecr:BatchDeleteImage", false);
    List<ImageIdentifier> gone = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      Optional<ImageRow> row = find(registry, name, id);
      if (row.isEmpty()) {
        failures.add(notFound(id));
        continue;
      }
      if (id.imageDigest() == null && row.get().tags().size() > 1) {
        registry.images().put(row.get().key(), row.get().untagged(id.imageTag()));
      } else {
        registry.images().remove(row.get().key());
      }
      gone.add(id.toBuilder().imageDigest(row.get().digest()).build());
    }
    return BatchDeleteImageResponse.builder().imageIds(gone).failures(failures).build();
  }

  private static <T> Page<T> page(List<T> all, String token, Integer size) {
    return Page.of(
        all,
        token,
        Optional.ofNullable(size).orElse(PAGE),
        EcrErrors.invalid("Invalid parameter at 'nextToken'"));
  }
}
