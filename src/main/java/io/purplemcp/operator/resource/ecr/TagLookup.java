package io.purplemcp.operator.resource.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.EcrServiceClientConfiguration;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;

/**
 * Looks up what a tag points to now, in the registry's own account and region. {@code
 * BatchGetImage} is what a pull begins with, so whom a registry lets pull it lets ask.
 */
public final class TagLookup {
  private static final String OPERATION = "ecr:BatchGetImage";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Without them ECR would convert an index to the manifest of one of its images. */
  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  /** Tags move now and then; ten minutes are soon enough, and one call serves a whole target. */
  private static final Duration REMEMBER = Duration.ofMinutes(10);

  /** Images differ in how long they are remembered, so that lookups do not fall into step. */
  private static final int JITTER_SECONDS = 120;

  private static final Duration REMEMBER_PASSING = Duration.ofMinutes(1);
  private static final Duration REMEMBER_DENIED = Duration.ofMinutes(30);

  /**
   * What a tag points to.
   *
   * @param alike the digest, and those of the images in it where it is an index: tasks may name
   *     either
   */
  public record Resolved(String digest, Set<String> alike) {}

  private TagLookup() {}

  /** What the image's tag points to, or pointed to some minutes ago; absent where it is gone. */
  public static Reading<Resolved> of(Look look, ImageName.Place place, String tag) {
    String key = "tag " + place + ":" + tag;
    Duration jitter = Duration.ofSeconds(Math.floorMod(key.hashCode(), JITTER_SECONDS));
    Reading<Resolved> found =
        look.memory().remember(key, REMEMBER.plus(jitter), () -> ask(look, place, tag));
    if (found instanceof Reading.Unreadable<Resolved> unreadable) {
      boolean passes = unreadable.failure().failureClass().passes();
      return look.memory()
          .remember(
              "failed " + key,
              passes ? REMEMBER_PASSING : REMEMBER_DENIED,
              () -> ask(look, place, tag));
    }
    return found;
  }

  private static Reading<Resolved> ask(Look look, ImageName.Place place, String tag) {
    try {
      BatchGetImageResponse answer = ask(look.clients().ecr(), place, tag);
      Optional<Image> image = answer.images().stream().findFirst();
      return image
          .<Reading<Resolved>>map(found -> new Reading.Present<>(resolved(found)))
          .orElseGet(Reading.Absent::new);
    } catch (SdkException e) {
      return new Reading.Unreadable<>(Failures.of(e, OPERATION));
    }
  }

  private static BatchGetImageResponse ask(EcrClient ecr, ImageName.Place place, String tag) {
    return ecr.batchGetImage(
        request ->
            request
                .registryId(place.registryId())
                .repositoryName(place.repository())
                .imageIds(id -> id.imageTag(tag))
                .acceptedMediaTypes(MEDIA_TYPES)
                .overrideConfiguration(
                    override ->
                        override.addPlugin(
                            client ->
                                ((EcrServiceClientConfiguration.Builder) client)
                                    .region(Region.of(place.region())))));
  }

  private static Resolved resolved(Image image) {
    var alike = new HashSet<String>();
    alike.add(image.imageId().imageDigest());
    try {
      JSON.readTree(Optional.ofNullable(image.imageManifest()).orElse("{}"))
          .path("manifests")
          .forEach(each -> alike.add(each.path("digest").asText()));
    } catch (JsonProcessingException unreadable) {
      // The digest itself is then all there is to compare.
      return new Resolved(image.imageId().imageDigest(), Set.copyOf(alike));
    }
    return new Resolved(image.imageId().imageDigest(), Set.copyOf(alike));
  }
}
