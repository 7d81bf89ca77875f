package io.purplemcp.operator.sandbox.ec2;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The tags of one EC2 resource.
 *
 * @param type as in its ARN: {@code security-group}
 */
public record ResourceTags(String resourceId, String type, Map<String, String> tags) {
  public ResourceTags {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  ResourceTags with(List<Tag> added) {
    SortedMap<String, String> all = new TreeMap<>(tags);
    added.forEach(tag -> all.put(tag.key(), tag.value() == null ? "" : tag.value()));
    return new ResourceTags(resourceId, type, all);
  }

  /** A tag without a value is removed whatever its value is. */
  ResourceTags without(List<Tag> removed) {
    SortedMap<String, String> all = new TreeMap<>(tags);
    removed.stream()
        .filter(tag -> tag.value() == null || tag.value().equals(all.get(tag.key())))
        .forEach(tag -> all.remove(tag.key()));
    return new ResourceTags(resourceId, type, all);
  }

  List<Tag> asList() {
    return tags.entrySet().stream()
        .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
        .toList();
  }
}
