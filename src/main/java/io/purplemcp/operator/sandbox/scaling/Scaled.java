package io.purplemcp.operator.sandbox.scaling;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * What is scaled: the desired count of an ECS service. The other namespaces are not in the sandbox.
 *
 * @param resourceId {@code service/CLUSTER/NAME}
 */
record Scaled(String resourceId, String cluster, String service) {
  private static final Pattern RESOURCE_ID = Pattern.compile("service/([^/:]+)/([^/:]+)");

  /**
   * @throws io.purplemcp.operator.sandbox.core.AwsError when it names no service of ECS
   */
  static Scaled of(ServiceNamespace namespace, String resourceId, ScalableDimension dimension) {
    namespace(namespace);
    if (dimension == null) {
      throw ScalingErrors.missing("scalableDimension");
    }
    if (resourceId == null) {
      throw ScalingErrors.missing("resourceId");
    }
    if (dimension != ScalableDimension.ECS_SERVICE_DESIRED_COUNT) {
      throw ScalingErrors.validation(
          "Unsupported service namespace, resource type or scalable dimension");
    }
    Matcher named = RESOURCE_ID.matcher(resourceId);
    if (!named.matches()) {
      throw ScalingErrors.validation(
          "Unsupported service namespace, resource type or scalable dimension: " + resourceId);
    }
    return new Scaled(resourceId, named.group(1), named.group(2));
  }

  static void namespace(ServiceNamespace namespace) {
    if (namespace == null) {
      throw ScalingErrors.missing("serviceNamespace");
    }
    if (namespace != ServiceNamespace.ECS) {
      throw ScalingErrors.validation("The sandbox scales nothing but ECS services.");
    }
  }

  String key() {
    return resourceId;
  }

  String key(String name) {
    return resourceId + "/" + name;
  }

  /** How AWS names it in its errors. */
  @Override
  public String toString() {
    return "service namespace: ecs, resource ID: "
        + resourceId
        + ", scalable dimension: "
        + ScalableDimension.ECS_SERVICE_DESIRED_COUNT;
  }
}
