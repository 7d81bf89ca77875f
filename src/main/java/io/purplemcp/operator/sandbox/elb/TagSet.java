package io.purplemcp.operator.sandbox.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** The tags of one resource. */
public record TagSet(String arn, Map<String, String> tags) {
  public TagSet {
    tags = Map.copyOf(tags);
  }

  TagSet plus(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.putAll(more);
    return new TagSet(arn, all);
  }

  TagSet minus(List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    keys.forEach(all::remove);
    return new TagSet(arn, all);
  }

  List<Tag> toTags() {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
