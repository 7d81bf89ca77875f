package io.purplemcp.operator.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * An operation of an AWS service.
 *
 * @param service the service's prefix in IAM policies: {@code elasticloadbalancing}
 * @param operation {@code DescribeLoadBalancers}
 */
record OperationName(String service, String operation) {
  /** As the SDK's clients call themselves, where IAM's prefix is not the same in lower case. */
  private static final Map<String, String> IAM_PREFIXES =
      Map.of(
          "ElasticLoadBalancingV2", "elasticloadbalancing",
          "CloudWatchLogs", "logs",
          "ResourceGroupsTaggingApi", "tag",
          "ApplicationAutoScaling", "application-autoscaling");

  private static final List<String> READING =
      List.of("Describe", "List", "Get", "BatchGet", "Lookup", "Assume");

  static OperationName of(ExecutionAttributes attributes) {
    String id = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    return new OperationName(
        IAM_PREFIXES.getOrDefault(id, id.toLowerCase(java.util.Locale.ROOT)),
        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  boolean mutating() {
    return READING.stream().noneMatch(operation::startsWith);
  }

  @Override
  public String toString() {
    return service + ":" + operation;
  }
}
