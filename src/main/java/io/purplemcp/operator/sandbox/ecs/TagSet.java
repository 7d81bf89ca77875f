package io.purplemcp.operator.sandbox.ecs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The tags of one resource, each key once. */
public record TagSet(List<Tag> tags) {
  static final TagSet NONE = new TagSet(List.of());

  public TagSet {
    tags = List.copyOf(tags);
  }

  /** These tags and the others, whose values win. */
  TagSet and(Collection<Tag> others) {
    Map<String, Tag> byKey = new LinkedHashMap<>();
    Stream.concat(tags.stream(), others.stream()).forEach(tag -> byKey.put(tag.key(), tag));
    return new TagSet(new ArrayList<>(byKey.values()));
  }

  TagSet without(Collection<String> keys) {
    return new TagSet(tags.stream().filter(tag -> !keys.contains(tag.key())).toList());
  }

  Map<String, String> asMap() {
    return tags.stream()
        .collect(
            Collectors.toMap(
                Tag::key,
                tag -> tag.value() == null ? "" : tag.value(),
                (a, b) -> b,
                LinkedHashMap::new));
  }
}
