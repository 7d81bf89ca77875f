package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** The search for resources by tag, type or ARN. */
final class TaggedResources {
  private static final int DEFAULT_PER_PAGE = 50;
  private static final int MOST_PER_PAGE = 100;
  private static final int MOST_ARNS = 100;
  private static final int MOST_FILTERS = 50;
  private static final int MOST_VALUES = 20;
  private final Context context;

  TaggedResources(Context context) {
    this.context = context;
  }

  GetResourcesResponse get(GetResourcesRequest request) {
    check(request);
    List<ResourceTagMapping> found =
        TagMemory.tagged(context).entrySet().stream()
            .filter(resource -> ofType(request.resourceTypeFilters(), resource.getKey()))
            .filter(resource -> ofArn(request.resourceARNList(), resource.getKey()))
            .filter(resource -> withTags(request.tagFilters(), resource.getValue()))
            .map(resource -> mapping(resource.getKey(), resource.getValue()))
            .toList();
    String token = Optional.ofNullable(request.paginationToken()).orElse("");
    int size = Optional.ofNullable(request.resourcesPerPage()).orElse(DEFAULT_PER_PAGE);
    Page<ResourceTagMapping> page =
        Page.of(
            found,
            token.isEmpty() ? null : token,
            request.resourceARNList().isEmpty() ? size : MOST_ARNS,
            AwsError.badRequest("PaginationTokenExpiredException", "The token is not valid."));
    return GetResourcesResponse.builder()
        .resourceTagMappingList(page.items())
        .paginationToken(page.next().orElse(""))
        .build();
  }

  private static void check(GetResourcesRequest request) {
    int size = Optional.ofNullable(request.resourcesPerPage()).orElse(DEFAULT_PER_PAGE);
    require(size >= 1 && size <= MOST_PER_PAGE, "ResourcesPerPage must be between 1 and 100.");
    require(request.tagsPerPage() == null, "The sandbox pages by ResourcesPerPage only.");
    require(
        request.resourceARNList().size() <= MOST_ARNS,
        "ResourceARNList can have no more than 100 ARNs.");
    require(
        request.resourceARNList().isEmpty()
            || request.tagFilters().isEmpty()
                && request.resourceTypeFilters().isEmpty()
                && request.resourcesPerPage() == null,
        "ResourceARNList cannot be combined with filters or pagination.");
    require(request.tagFilters().size() <= MOST_FILTERS, "There can be up to 50 TagFilters.");
    require(
        request.tagFilters().stream().allMatch(f -> f.key() != null && !f.key().isEmpty()),
        "Each of TagFilters needs a key.");
    require(
        request.tagFilters().stream().allMatch(f -> f.values().size() <= MOST_VALUES),
        "Each of TagFilters can have up to 20 values.");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw AwsError.badRequest("InvalidParameterException", message);
    }
  }

  /** A filter is a service, or a service and the first part of its resource names. */
  private static boolean ofType(List<String> types, String arn) {
    String[] parts = arn.split(":", 6);
    return types.isEmpty()
        || types.stream()
            .anyMatch(
                type -> {
                  String[] wanted = type.split(":", 2);
                  return wanted[0].equals(parts[2])
                      && (wanted.length == 1 || isOf(parts[5], wanted[1]));
                });
  }

  private static boolean isOf(String resource, String type) {
    return resource.startsWith(type + "/") || resource.startsWith(type + ":");
  }

  private static boolean ofArn(List<String> arns, String arn) {
    return arns.isEmpty() || arns.contains(arn);
  }

  private static boolean withTags(List<TagFilter> filters, Map<String, String> tags) {
    return filters.stream()
        .allMatch(
            filter ->
                tags.containsKey(filter.key())
                    && (filter.values().isEmpty()
                        || filter.values().contains(tags.get(filter.key()))));
  }

  private static ResourceTagMapping mapping(String arn, Map<String, String> tags) {
    return ResourceTagMapping.builder()
        .resourceARN(arn)
        .tags(
            tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }
}
