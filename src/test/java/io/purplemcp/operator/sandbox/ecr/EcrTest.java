package io.purplemcp.operator.sandbox.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** ECR's images and tags as the real registry keeps them. */
class EcrTest {
  private static final String REPOSITORY = "acme/purple-mcp";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(3));
  private final EcrClient ecr = SandboxClients.client(sandbox, EcrClient.builder());

  @AfterEach
  void stop() {
    ecr.close();
    sandbox.close();
  }

  @Test
  void aPushedTagPointsToTheDigestOfItsManifestAndLeavesTheImageItWasOn() {
    create();
    String first = push("first", "stable");
    String second = push("second", "stable");

    assertThat(second).isNotEqualTo(first).matches("sha256:[0-9a-f]{64}");
    assertThat(tagged("stable")).isEqualTo(second);
    assertThat(ecr.describeImages(r -> r.repositoryName(REPOSITORY)).imageDetails())
        .extracting(ImageDetail::imageDigest, ImageDetail::imageTags)
        .containsExactlyInAnyOrder(tuple(first, List.of()), tuple(second, List.of("stable")));
  }

  @Test
  void theSameTagOnTheSameImageIsAnErrorAndSoIsAnotherDigestThanThatOfTheManifest() {
    create();
    push("first", "stable");
    assertThatThrownBy(() -> push("first", "stable"))
        .isInstanceOf(ImageAlreadyExistsException.class);
    assertThatThrownBy(
            () ->
                ecr.putImage(
                    r ->
                        r.repositoryName(REPOSITORY)
                            .imageManifest(manifest("x"))
                            .imageDigest("sha256:" + "0".repeat(64))))
        .isInstanceOf(ImageDigestDoesNotMatchException.class);
    assertThatThrownBy(
            () -> ecr.putImage(r -> r.repositoryName(REPOSITORY).imageManifest("no manifest")))
        .isInstanceOf(EcrException.class)
        .hasMessageContaining("ImageManifest");
  }

  @Test
  void anImmutableTagDoesNotMove() {
    ecr.createRepository(
        r -> r.repositoryName(REPOSITORY).imageTagMutability(ImageTagMutability.IMMUTABLE));
    push("first", "v1");
    assertThatThrownBy(() -> push("second", "v1"))
        .isInstanceOf(ImageTagAlreadyExistsException.class);
  }

  @Test
  void whatIsNotThereIsAFailureInABatchAndAnErrorElsewhere() {
    assertThatThrownBy(() -> tagged("stable")).isInstanceOf(RepositoryNotFoundException.class);
    create();
    assertThat(
            ecr.batchGetImage(r -> r.repositoryName(REPOSITORY).imageIds(id -> id.imageTag("gone")))
                .failures())
        .singleElement()
        .matches(failure -> failure.failureCode() == ImageFailureCode.IMAGE_NOT_FOUND);
    assertThatThrownBy(
            () ->
                ecr.describeImages(
                    r -> r.repositoryName(REPOSITORY).imageIds(id -> id.imageTag("gone"))))
        .isInstanceOf(ImageNotFoundException.class);
    assertThatThrownBy(this::create).isInstanceOf(RepositoryAlreadyExistsException.class);
  }

  @Test
  void aDeletedTagIsTakenOffAndARepositoryWithImagesGoesOnlyByForce() {
    create();
    push("first", "v1");
    push("first", "stable");
    ecr.batchDeleteImage(r -> r.repositoryName(REPOSITORY).imageIds(id -> id.imageTag("stable")));
    assertThat(ecr.listImages(r -> r.repositoryName(REPOSITORY)).imageIds())
        .singleElement()
        .matches(id -> id.imageTag().equals("v1"));
    assertThatThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName(REPOSITORY)))
        .isInstanceOf(RepositoryNotEmptyException.class);
    ecr.deleteRepository(r -> r.repositoryName(REPOSITORY).force(true));
    assertThat(ecr.describeRepositories().repositories()).isEmpty();
  }

  @Test
  void theVendorLetsEverybodyPullItsProductAndNothingElse() {
    assertThat(
            ecr.batchGetImage(
                    r ->
                        r.registryId(Registry.VENDOR_ACCOUNT)
                            .repositoryName(Registry.VENDOR_PRODUCT)
                            .imageIds(id -> id.imageTag("latest"), id -> id.imageTag("v0.6.0")))
                .images())
        .hasSize(2)
        .extracting(image -> image.imageId().imageDigest())
        .containsOnly(
            ecr.batchGetImage(
                    r ->
                        r.registryId(Registry.VENDOR_ACCOUNT)
                            .repositoryName(Registry.VENDOR_PRODUCT)
                            .imageIds(id -> id.imageTag("latest")))
                .images()
                .get(0)
                .imageId()
                .imageDigest());
    assertThatThrownBy(
            () ->
                ecr.describeImages(
                    r ->
                        r.registryId(Registry.VENDOR_ACCOUNT)
                            .repositoryName(Registry.VENDOR_PRODUCT)))
        .isInstanceOf(EcrException.class)
        .hasMessageContaining("not authorized to perform: ecr:DescribeImages");
  }

  @Test
  void theRegistryOfAnotherAccountOrRegionIsNotOurs() {
    create();
    push("first", "stable");
    try (EcrClient stranger =
            SandboxClients.client(sandbox, EcrClient.builder(), "444455556666", Region.US_EAST_1);
        EcrClient abroad =
            SandboxClients.client(sandbox, EcrClient.builder(), "test", Region.EU_CENTRAL_1)) {
      assertThatThrownBy(
              () ->
                  stranger.batchGetImage(
                      r ->
                          r.registryId("111122223333")
                              .repositoryName(REPOSITORY)
                              .imageIds(id -> id.imageTag("stable"))))
          .isInstanceOf(EcrException.class)
          .hasMessageContaining("no resource-based policy allows the ecr:BatchGetImage action");
      assertThatThrownBy(() -> abroad.describeImages(r -> r.repositoryName(REPOSITORY)))
          .isInstanceOf(RepositoryNotFoundException.class);
    }
  }

  private void create() {
    ecr.createRepository(r -> r.repositoryName(REPOSITORY));
  }

  private String push(String what, String tag) {
    return ecr.putImage(
            r -> r.repositoryName(REPOSITORY).imageManifest(manifest(what)).imageTag(tag))
        .image()
        .imageId()
        .imageDigest();
  }

  private String tagged(String tag) {
    return ecr.batchGetImage(r -> r.repositoryName(REPOSITORY).imageIds(id -> id.imageTag(tag)))
        .images()
        .get(0)
        .imageId()
        .imageDigest();
  }

  private static String manifest(String what) {
    return "{\"schemaVersion\":2,\"annotations\":{\"what\":\"" + what + "\"}}";
  }
}
