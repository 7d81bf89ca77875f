package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of ECS's resources, for the Resource Groups Tagging API. */
public final class EcsTagSource {
  private EcsTagSource() {}

  public static Map<String, Map<String, String>> tags(Context context) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    context.table(EcsTables.TAGS).rows().forEach((arn, tags) -> all.put(arn, tags.asMap()));
    return all;
  }
}
