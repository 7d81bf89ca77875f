package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/** ECS's own form of tags, and the calls that change them: the same for all that has an ARN. */
final class EcsTags {
  private EcsTags() {}

  static List<Tag> list(Map<String, String> tags) {
    return Tags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
  }

  /** The calls that make the tags of a live resource right. */
  static List<Call> calls(String arn, TagComparison tags) {
    return tags.calls(
        set ->
            Call.of(
                "ecs:TagResource",
                execution ->
                    execution
                        .clients()
                        .ecs()
                        .tagResource(request -> request.resourceArn(arn).tags(list(set)))),
        keys ->
            Call.of(
                "ecs:UntagResource",
                execution ->
                    execution
                        .clients()
                        .ecs()
                        .untagResource(request -> request.resourceArn(arn).tagKeys(keys))));
  }
}
