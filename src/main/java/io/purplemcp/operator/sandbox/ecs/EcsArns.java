package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;

/** The names of ECS's resources: a caller may give a name or an ARN. */
final class EcsArns {
  static final String DEFAULT_CLUSTER = "default";

  private EcsArns() {}

  static String cluster(Context context, String name) {
    return context.scope().arn("ecs", "cluster/" + name);
  }

  static String service(Context context, String cluster, String name) {
    return context.scope().arn("ecs", "service/" + cluster + "/" + name);
  }

  static String task(Context context, String cluster, String id) {
    return context.scope().arn("ecs", "task/" + cluster + "/" + id);
  }

  static String taskDefinition(Context context, String family, int revision) {
    return context.scope().arn("ecs", "task-definition/" + family + ":" + revision);
  }

  /** The cluster's name where the caller gave a name, an ARN or nothing. */
  static String clusterName(String reference) {
    return reference == null || reference.isBlank() ? DEFAULT_CLUSTER : last(reference);
  }

  /** What follows the last slash: the name in an ARN, a name as it is. */
  static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
