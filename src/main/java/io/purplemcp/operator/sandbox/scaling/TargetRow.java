package io.purplemcp.operator.sandbox.scaling;

import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/** A scalable target with its tags, which only {@code ListTagsForResource} tells. */
public record TargetRow(ScalableTarget model, Map<String, String> tags) {
  public TargetRow {
    tags = Map.copyOf(tags);
  }

  TargetRow with(ScalableTarget other) {
    return new TargetRow(other, tags);
  }

  TargetRow withTags(Map<String, String> other) {
    return new TargetRow(model, other);
  }
}
