package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceResponse;

/** The tags of scalable targets, by ARN. */
final class TargetTags {
  private static final int MOST_TAGS = 50;

  private final Context context;

  TargetTags(Context context) {
    this.context = context;
  }

  TagResourceResponse tag(TagResourceRequest request) {
    TargetRow row = byArn(request.resourceARN());
    Map<String, String> all = new LinkedHashMap<>(row.tags());
    all.putAll(request.tags());
    put(row.withTags(checked(all)));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    TargetRow row = byArn(request.resourceARN());
    Map<String, String> left = new LinkedHashMap<>(row.tags());
    left.keySet().removeAll(request.tagKeys());
    put(row.withTags(left));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder().tags(byArn(request.resourceARN()).tags()).build();
  }

  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.keySet().stream().anyMatch(key -> key.isEmpty() || key.startsWith("aws:"))) {
      throw ScalingErrors.validation("A tag key is empty or begins with aws:");
    }
    if (tags.size() > MOST_TAGS) {
      throw AwsError.badRequest(
          "TooManyTagsException", "A resource can have no more than " + MOST_TAGS + " tags.");
    }
    return tags;
  }

  private TargetRow byArn(String arn) {
    return context.table(ScalingTables.TARGETS).all().stream()
        .filter(row -> row.model().scalableTargetARN().equals(arn))
        .findFirst()
        .orElseThrow(() -> ScalingErrors.noResource(arn));
  }

  private void put(TargetRow row) {
    context.table(ScalingTables.TARGETS).put(row.model().resourceId(), row);
  }
}
