package io.purplemcp.operator.sandbox.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxClients;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.iam.IamSeed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class TaggingTest {
  private static final String GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:";
  private static final String VPC =
      "arn:aws:ec2:us-east-1:111122223333:vpc/" + SandboxAccountIds.VPC;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0));
  private final ResourceGroupsTaggingApiClient tagging =
      SandboxClients.client(sandbox, ResourceGroupsTaggingApiClient.builder());
  private final CloudWatchLogsClient logs =
      SandboxClients.client(sandbox, CloudWatchLogsClient.builder());

  @AfterEach
  void stop() {
    tagging.close();
    logs.close();
    sandbox.close();
  }

  @Test
  void whatWasNeverTaggedIsNotListed() {
    logs.createLogGroup(r -> r.logGroupName("plain"));

    assertThat(arns(GetResourcesRequest.builder().build())).isEmpty();
  }

  @Test
  void whatWasTaggedOnceIsListedAlsoWithoutTagsUntilItIsGone() {
    group("g", Map.of("k", "v"));
    logs.untagResource(r -> r.resourceArn(GROUP + "g").tagKeys("k"));

    List<ResourceTagMapping> listed = tagging.getResources(r -> {}).resourceTagMappingList();
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).tags()).isEmpty();

    logs.deleteLogGroup(r -> r.logGroupName("g"));
    assertThat(arns(GetResourcesRequest.builder().build())).isEmpty();
  }

  @Test
  void everyServiceOfTheRegionIsSearchedAndIamIsNot() {
    group("g", Map.of("team", "soc"));
    try (SecretsManagerClient secrets =
            SandboxClients.client(sandbox, SecretsManagerClient.builder());
        Ec2Client ec2 = SandboxClients.client(sandbox, Ec2Client.builder());
        EcsClient ecs = SandboxClients.client(sandbox, EcsClient.builder());
        IamClient iam = SandboxClients.client(sandbox, IamClient.builder())) {
      secrets.tagResource(
          r ->
              r.secretId(SandboxAccountIds.SECRET_NAME)
                  .tags(Tag.builder().key("team").value("soc").build()));
      ec2.createTags(
          r -> r.resources(SandboxAccountIds.VPC).tags(t -> t.key("team").value("soc").build()));
      ecs.createCluster(r -> r.clusterName("c").tags(t -> t.key("team").value("soc").build()));
      String policy =
          iam.createPolicy(
                  r ->
                      r.policyName("p")
                          .policyDocument(
                              "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                                  + "\"Resource\":\"*\"}}")
                          .tags(t -> t.key("team").value("soc").build()))
              .policy()
              .arn();
      assertThat(policy).isNotEqualTo(IamSeed.TASK_EXECUTION);
    }

    assertThat(arns(tagged("team", "soc")))
        .containsExactlyInAnyOrder(
            GROUP + "g",
            SandboxAccountIds.SECRET_ARN,
            VPC,
            "arn:aws:ecs:us-east-1:111122223333:cluster/c");
  }

  @ParameterizedTest
  @CsvSource({"logs, 1", "logs:log-group, 1", "logs:log, 0", "ecs, 0", "secretsmanager:secret, 0"})
  void aTypeIsAServiceOrAServiceAndAKindOfResource(String type, int found) {
    group("g", Map.of("k", "v"));

    assertThat(arns(GetResourcesRequest.builder().resourceTypeFilters(type).build()))
        .hasSize(found);
  }

  @Test
  void filtersMustAllAgreeAndOneOfTheirValuesSuffices() {
    group("a", Map.of("team", "soc", "env", "prod"));
    group("b", Map.of("team", "soc", "env", "test"));
    TagFilter soc = TagFilter.builder().key("team").values("soc").build();
    TagFilter either = TagFilter.builder().key("env").values("prod", "test").build();
    TagFilter test = TagFilter.builder().key("env").values("test").build();
    TagFilter any = TagFilter.builder().key("env").build();

    assertThat(arns(GetResourcesRequest.builder().tagFilters(soc, either).build())).hasSize(2);
    assertThat(arns(GetResourcesRequest.builder().tagFilters(soc, any).build())).hasSize(2);
    assertThat(arns(GetResourcesRequest.builder().tagFilters(soc, test).build()))
        .containsExactly(GROUP + "b");
  }

  @Test
  void thePagesJoinUpAndTheLastTokenIsEmpty() {
    for (int i = 0; i < 5; i++) {
      group("g" + i, Map.of("k", "v"));
    }

    assertThat(tagging.getResourcesPaginator(r -> r.resourcesPerPage(2)).resourceTagMappingList())
        .hasSize(5);
    assertThat(tagging.getResources(r -> {}).paginationToken()).isEmpty();
  }

  @Test
  void aListOfArnsTakesNoFiltersAndNoMoreThanAHundred() {
    group("a", Map.of("k", "v"));
    group("b", Map.of("k", "v"));

    assertThat(arns(GetResourcesRequest.builder().resourceARNList(GROUP + "a").build()))
        .containsExactly(GROUP + "a");
    List<String> many = Collections.nCopies(101, GROUP + "a");
    assertThatThrownBy(() -> tagging.getResources(r -> r.resourceARNList(many)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () -> tagging.getResources(r -> r.resourceARNList(GROUP + "a").resourcesPerPage(5)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void tagsAreWrittenToTheServiceThatHasTheResourceAndFailuresAreToldApart() {
    group("g", Map.of("old", "1"));
    assertThat(
            tagging
                .tagResources(
                    r ->
                        r.resourceARNList(
                                GROUP + "g",
                                GROUP + "none",
                                SandboxAccountIds.SECRET_ARN,
                                SandboxAccountIds.CERTIFICATE_ARN,
                                VPC)
                            .tags(Map.of("new", "2")))
                .failedResourcesMap())
        .containsOnlyKeys(GROUP + "none");
    assertThat(arns(tagged("new", "2")))
        .containsExactlyInAnyOrder(
            GROUP + "g", SandboxAccountIds.SECRET_ARN, SandboxAccountIds.CERTIFICATE_ARN, VPC);
    tagging.untagResources(r -> r.resourceARNList(GROUP + "g").tagKeys("old"));

    assertThat(logs.listTagsForResource(r -> r.resourceArn(GROUP + "g")).tags())
        .isEqualTo(Map.of("new", "2"));
    assertThat(tagging.getTagKeys(r -> {}).tagKeys()).containsExactly("new");
    assertThat(tagging.getTagValues(r -> r.key("new")).tagValues()).containsExactly("2");
  }

  private void group(String name, Map<String, String> tags) {
    logs.createLogGroup(r -> r.logGroupName(name).tags(tags));
  }

  private static GetResourcesRequest tagged(String key, String value) {
    return GetResourcesRequest.builder()
        .tagFilters(TagFilter.builder().key(key).values(value).build())
        .build();
  }

  private List<String> arns(GetResourcesRequest request) {
    return tagging.getResources(request).resourceTagMappingList().stream()
        .map(ResourceTagMapping::resourceARN)
        .toList();
  }
}
