package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.tagging.TagSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of ECS's resources, for the Resource Groups Tagging API. */
public final class EcsTagSource implements TagSource {
  @Override
  public Map<String, Map<String, String>> tags(Context context) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    context.table(EcsTables.TAGS).rows().forEach((arn, tags) -> all.put(arn, tags.asMap()));
    return all;
  }
}
