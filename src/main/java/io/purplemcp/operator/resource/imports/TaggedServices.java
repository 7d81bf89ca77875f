package io.purplemcp.operator.resource.imports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** Finds services by what they are tagged with. */
public final class TaggedServices {
  private TaggedServices() {}

  /** A service within a region. */
  public record Key(String cluster, String service) {
    /** From {@code arn:…:service/CLUSTER/NAME}; ARNs of the old form name no cluster. */
    static Optional<Key> ofArn(String arn) {
      String[] parts = arn.split("/");
      return parts.length == 3 ? Optional.of(new Key(parts[1], parts[2])) : Optional.empty();
    }
  }

  /**
   * @param tag {@code KEY=VALUE}, or {@code KEY} for any value
   */
  public static List<Key> with(ResourceGroupsTaggingApiClient tagging, String tag) {
    String[] parts = tag.split("=", 2);
    List<String> values = Stream.of(parts).skip(1).toList();
    return tagging
        .getResourcesPaginator(
            r ->
                r.resourceTypeFilters("ecs:service")
                    .tagFilters(filter -> filter.key(parts[0]).values(values)))
        .resourceTagMappingList()
        .stream()
        .map(ResourceTagMapping::resourceARN)
        .sorted()
        .flatMap(arn -> Key.ofArn(arn).stream())
        .toList();
  }
}
