package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** EC2's operations on tags. */
public final class TagService implements SandboxService {
  private static final Filters<TagDescription> FILTERS =
      new Filters<TagDescription>()
          .on("key", TagDescription::key)
          .on("value", TagDescription::value)
          .on("resource-id", TagDescription::resourceId)
          .on("resource-type", TagDescription::resourceTypeAsString);

  private final Context context;
  private final Tags tags;

  private TagService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(TagService.class, TagService::new);
  }

  public CreateTagsResponse createTags(CreateTagsRequest request) {
    for (String id : request.resources()) {
      ResourceType.ofExisting(context, id);
    }
    for (String id : request.resources()) {
      tags.add(id, ResourceType.ofExisting(context, id).arnType(), request.tags());
    }
    return CreateTagsResponse.builder().build();
  }

  /** A resource or a tag that does not exist is no error. */
  public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
    request.resources().forEach(id -> tags.remove(id, request.tags()));
    return DeleteTagsResponse.builder().build();
  }

  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    List<TagDescription> all =
        context.table(Ec2Tables.TAGS).all().stream()
            .flatMap(row -> row.tags().entrySet().stream().map(tag -> description(row, tag)))
            .toList();
    List<TagDescription> selected =
        FILTERS.select(all, request.filters(), tag -> Map.of(tag.key(), tag.value()));
    Page<TagDescription> page = Page.of(selected, request.maxResults(), request.nextToken());
    return DescribeTagsResponse.builder().tags(page.items()).nextToken(page.nextToken()).build();
  }

  private static TagDescription description(ResourceTags row, Map.Entry<String, String> tag) {
    return TagDescription.builder()
        .resourceId(row.resourceId())
        .resourceType(row.type())
        .key(tag.getKey())
        .value(tag.getValue())
        .build();
  }
}
