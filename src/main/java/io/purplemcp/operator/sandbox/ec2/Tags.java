package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of EC2's resources, whatever their kind. */
final class Tags {
  private static final int MAX_TAGS = 50;
  private static final String RESERVED = "aws:";

  private final Context context;

  Tags(Context context) {
    this.context = context;
  }

  Map<String, String> of(String resourceId) {
    return context
        .table(Ec2Tables.TAGS)
        .find(resourceId)
        .map(ResourceTags::tags)
        .orElseGet(Map::of);
  }

  List<Tag> list(String resourceId) {
    return context
        .table(Ec2Tables.TAGS)
        .find(resourceId)
        .map(ResourceTags::asList)
        .orElseGet(List::of);
  }

  /**
   * Tags a resource at its creation.
   *
   * @param type as in an ARN; specifications for another type are refused
   */
  void create(String resourceId, String type, List<TagSpecification> specifications) {
    for (TagSpecification specification : specifications) {
      if (!type.equals(specification.resourceTypeAsString())) {
        throw Ec2Errors.invalid(
            "'"
                + specification.resourceTypeAsString()
                + "' is not a valid taggable resource type for this operation.");
      }
      add(resourceId, type, specification.tags());
    }
  }

  void add(String resourceId, String type, List<Tag> tags) {
    for (Tag tag : tags) {
      if (tag.key() == null || tag.key().isEmpty()) {
        throw Ec2Errors.invalid("Tag key cannot be null or empty");
      } else if (tag.key().startsWith(RESERVED)) {
        throw Ec2Errors.invalid("Tag keys starting with 'aws:' are reserved for internal use");
      }
    }
    ResourceTags all = row(resourceId, type).with(tags);
    if (all.tags().size() > MAX_TAGS) {
      throw AwsError.badRequest(
          "TagLimitExceeded", "You have reached the maximum number of tags: " + MAX_TAGS);
    }
    context.table(Ec2Tables.TAGS).put(resourceId, all);
  }

  /** Removes the named tags; all of them where none is named. */
  void remove(String resourceId, List<Tag> tags) {
    if (tags.isEmpty()) {
      forget(resourceId);
    } else {
      context.table(Ec2Tables.TAGS).change(resourceId, row -> row.without(tags));
    }
  }

  /** For a resource that is no more. */
  void forget(String resourceId) {
    context.table(Ec2Tables.TAGS).remove(resourceId);
  }

  private ResourceTags row(String resourceId, String type) {
    return context
        .table(Ec2Tables.TAGS)
        .find(resourceId)
        .orElseGet(() -> new ResourceTags(resourceId, type, Map.of()));
  }
}
