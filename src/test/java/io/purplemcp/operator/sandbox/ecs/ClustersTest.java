package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;

/** Clusters, and the tags that every resource of ECS has. */
class ClustersTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:cluster/purple-mcp-cluster";

  private final EcsWorld world = new EcsWorld();

  private Cluster shown(ClusterField... include) {
    return world
        .ecs()
        .describeClusters(
            DescribeClustersRequest.builder().clusters(EcsWorld.CLUSTER).include(include).build())
        .clusters()
        .get(0);
  }

  @Test
  void creatingAClusterAgainAnswersTheOneThatIsThere() {
    Cluster again =
        world
            .ecs()
            .createCluster(
                CreateClusterRequest.builder()
                    .clusterName(EcsWorld.CLUSTER)
                    .settings(s -> s.name("containerInsights").value("enabled"))
                    .build())
            .cluster();

    assertThat(again.clusterArn()).isEqualTo(ARN);
    assertThat(again.settings().get(0).value()).isEqualTo("disabled");
  }

  @Test
  void settingsAndTagsAreShownOnlyWhereTheyAreAskedFor() {
    tag("team", "soc");

    assertThat(shown().settings()).isEmpty();
    assertThat(shown().tags()).isEmpty();
    assertThat(shown(ClusterField.TAGS).tags()).hasSize(1);
    assertThat(shown(ClusterField.SETTINGS).settings().get(0).value()).isEqualTo("disabled");
    world
        .ecs()
        .updateClusterSettings(
            UpdateClusterSettingsRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .settings(s -> s.name("containerInsights").value("enhanced"))
                .build());
    assertThat(shown(ClusterField.SETTINGS).settings().get(0).value()).isEqualTo("enhanced");
  }

  private void tag(String key, String value) {
    world
        .ecs()
        .tagResource(
            TagResourceRequest.builder()
                .resourceArn(ARN)
                .tags(Tag.builder().key(key).value(value).build())
                .build());
  }

  @Test
  void aMissingClusterIsAFailureAndNoError() {
    assertThat(
            world
                .ecs()
                .describeClusters(DescribeClustersRequest.builder().clusters("other").build())
                .failures()
                .get(0)
                .reason())
        .isEqualTo("MISSING");
  }

  @Test
  void SV12_aClusterWithServicesOrTasksCannotBeDeleted() {
    world.running();
    assertThatThrownBy(this::delete).satisfies(code("ClusterContainsServicesException"));

    world
        .ecs()
        .deleteService(
            DeleteServiceRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service(EcsWorld.SERVICE)
                .force(true)
                .build());
    world.pass(Duration.ofMinutes(1));
    world
        .ecs()
        .runTask(
            RunTaskRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .taskDefinition("purple-mcp")
                .networkConfiguration(EcsWorld.network())
                .build());
    assertThatThrownBy(this::delete).satisfies(code("ClusterContainsTasksException"));
  }

  private static Consumer<Throwable> code(String expected) {
    return error -> assertThat(((AwsError) error).code()).isEqualTo(expected);
  }

  private void delete() {
    world.ecs().deleteCluster(DeleteClusterRequest.builder().cluster(EcsWorld.CLUSTER).build());
  }

  @Test
  void aDeletedClusterStaysVisibleAndCanBeMadeAgain() {
    delete();
    assertThat(shown().status()).isEqualTo("INACTIVE");
    assertThatThrownBy(() -> world.ecs().createService(EcsWorld.service()))
        .hasMessage("The referenced cluster was inactive.");

    world.ecs().createCluster(CreateClusterRequest.builder().clusterName(EcsWorld.CLUSTER).build());
    assertThat(shown().status()).isEqualTo("ACTIVE");
  }

  @Test
  void tagsAreSetListedAndRemovedByArn() {
    tag("team", "soc");
    tag("team", "platform");
    tag("cost", "7");
    world
        .ecs()
        .untagResource(
            UntagResourceRequest.builder().resourceArn(ARN).tagKeys("cost", "none").build());

    assertThat(
            world
                .ecs()
                .listTagsForResource(ListTagsForResourceRequest.builder().resourceArn(ARN).build())
                .tags())
        .containsExactly(Tag.builder().key("team").value("platform").build());
    assertThat(EcsTagSource.tags(world.context())).containsEntry(ARN, Map.of("team", "platform"));
    assertThatThrownBy(() -> tag("aws:own", "x")).satisfies(code("InvalidParameterException"));
  }
}
