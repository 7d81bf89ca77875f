package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/** Tags of clusters, services, tasks and task definitions. */
final class EcsTags {
  private static final int MOST = 50;
  private static final String RESERVED = "aws:";

  private final Context context;

  EcsTags(Context context) {
    this.context = context;
  }

  List<Tag> of(String arn) {
    return set(arn).tags();
  }

  TagSet set(String arn) {
    return context.table(EcsTables.TAGS).find(arn).orElse(TagSet.NONE);
  }

  /** Keeps the tags that a new resource is given. */
  void begin(String arn, List<Tag> tags) {
    check(tags);
    put(arn, TagSet.NONE.and(tags));
  }

  /** Keeps tags that AWS itself may have added. */
  void put(String arn, TagSet tags) {
    context.table(EcsTables.TAGS).put(arn, tags);
  }

  void forget(String arn) {
    context.table(EcsTables.TAGS).remove(arn);
  }

  TagResourceResponse tag(TagResourceRequest request) {
    String arn = existing(request.resourceArn());
    check(request.tags());
    TagSet tags = set(arn).and(request.tags());
    check(tags.tags().stream().filter(tag -> !tag.key().startsWith(RESERVED)).toList());
    put(arn, tags);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    String arn = existing(request.resourceArn());
    put(arn, set(arn).without(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(String resourceArn) {
    return ListTagsForResourceResponse.builder().tags(of(existing(resourceArn))).build();
  }

  static void check(List<Tag> tags) {
    if (tags.size() > MOST) {
      throw EcsError.invalid("The maximum number of tags per resource is " + MOST + ".");
    }
    for (Tag tag : tags) {
      if (tag.key() == null || tag.key().isEmpty()) {
        throw EcsError.invalid("Tag key cannot be empty.");
      }
      if (tag.key().toLowerCase(java.util.Locale.ROOT).startsWith(RESERVED)) {
        throw EcsError.invalid("Tag keys may not start with the reserved prefix 'aws:'.");
      }
    }
    if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
      throw EcsError.invalid("Duplicate tag keys found.");
    }
  }

  private String existing(String arn) {
    if (arn == null || !arn.startsWith("arn:")) {
      throw EcsError.invalid("Invalid resource ARN: " + arn);
    }
    String resource = arn.substring(arn.lastIndexOf(':', arn.indexOf('/')) + 1);
    String type = resource.substring(0, resource.indexOf('/'));
    String rest = resource.substring(resource.indexOf('/') + 1);
    boolean exists =
        switch (type) {
          case "cluster" -> context.table(EcsTables.CLUSTERS).contains(rest);
          case "service" -> context.table(EcsTables.SERVICES).contains(rest);
          case "task-definition" -> context.table(EcsTables.TASK_DEFINITIONS).contains(rest);
          case "task" -> context.table(EcsTables.TASKS).contains(arn);
          default -> throw EcsError.invalid("Invalid resource type in ARN: " + arn);
        };
    if (!exists) {
      throw EcsError.resourceNotFound(arn);
    }
    return arn;
  }
}
