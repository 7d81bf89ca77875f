package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.desired.AutoscalingSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;

/** What a service can be scaled by; each has a policy of its own. */
enum Metric {
  CPU(
      "purple-mcp-cpu",
      MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION,
      AutoscalingSpec::cpuPercent),
  MEMORY(
      "purple-mcp-memory",
      MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION,
      AutoscalingSpec::memoryPercent),
  REQUESTS(
      "purple-mcp-requests",
      MetricType.ALB_REQUEST_COUNT_PER_TARGET,
      AutoscalingSpec::requestsPerTarget);

  private final String policyName;
  private final MetricType type;
  private final Function<AutoscalingSpec, Optional<Integer>> target;

  Metric(String policyName, MetricType type, Function<AutoscalingSpec, Optional<Integer>> target) {
    this.policyName = policyName;
    this.type = type;
    this.target = target;
  }

  String policyName() {
    return policyName;
  }

  MetricType type() {
    return type;
  }

  /** The value that is to be kept; empty where the metric is not declared. */
  Optional<Integer> target(AutoscalingSpec scaling) {
    return target.apply(scaling);
  }

  static List<Metric> declared(AutoscalingSpec scaling) {
    return Arrays.stream(values()).filter(each -> each.target(scaling).isPresent()).toList();
  }
}
