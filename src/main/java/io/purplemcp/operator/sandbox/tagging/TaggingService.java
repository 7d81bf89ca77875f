package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import java.util.Set;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/** The Resource Groups Tagging API: the tags of all services of a region in one place. */
public final class TaggingService implements SandboxService {
  private final Context context;

  public TaggingService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "tagging",
        Protocol.AWS_JSON,
        ResourceGroupsTaggingApiClient.class,
        false,
        TaggingService.class,
        TaggingService::new,
        Set.of(),
        TagMemory::advance);
  }

  public GetResourcesResponse getResources(GetResourcesRequest request) {
    return new TaggedResources(context).get(request);
  }

  public GetTagKeysResponse getTagKeys(GetTagKeysRequest request) {
    return new TagIndex(context).keys(request);
  }

  public GetTagValuesResponse getTagValues(GetTagValuesRequest request) {
    return new TagIndex(context).values(request);
  }

  public TagResourcesResponse tagResources(TagResourcesRequest request) {
    return new Tagger(context).tag(request);
  }

  public UntagResourcesResponse untagResources(UntagResourcesRequest request) {
    return new Tagger(context).untag(request);
  }
}
