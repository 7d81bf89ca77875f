package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.elb.TargetGroupService;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;

/** What a target tracking policy must satisfy. */
final class TrackingRules {
  private static final Pattern LABEL =
      Pattern.compile("(app/[^/]+/[^/]+)/(targetgroup/[^/]+/[^/]+)");

  private final Context context;

  TrackingRules(Context context) {
    this.context = context;
  }

  void check(TargetTrackingScalingPolicyConfiguration sent, List<ScalingPolicy> others) {
    if (sent == null) {
      throw ScalingErrors.missing("targetTrackingScalingPolicyConfiguration");
    }
    if (sent.targetValue() == null || sent.targetValue() <= 0) {
      throw ScalingErrors.validation("The target value must be greater than zero.");
    }
    boolean predefined = sent.predefinedMetricSpecification() != null;
    if (predefined == (sent.customizedMetricSpecification() != null)) {
      throw ScalingErrors.validation(
          "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be"
              + " specified.");
    }
    if (!predefined) {
      return;
    }
    metric(sent.predefinedMetricSpecification());
    if (others.stream().anyMatch(other -> tracks(other, sent.predefinedMetricSpecification()))) {
      throw ScalingErrors.validation(
          "Only one TargetTrackingScaling policy for a given metric specification is allowed.");
    }
  }

  private static boolean tracks(ScalingPolicy policy, PredefinedMetricSpecification metric) {
    return Optional.ofNullable(policy.targetTrackingScalingPolicyConfiguration())
        .map(TargetTrackingScalingPolicyConfiguration::predefinedMetricSpecification)
        .filter(metric::equals)
        .isPresent();
  }

  private void metric(PredefinedMetricSpecification metric) {
    MetricType type = metric.predefinedMetricType();
    if (type == MetricType.ALB_REQUEST_COUNT_PER_TARGET) {
      label(metric.resourceLabel());
    } else if (type != MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION
        && type != MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION) {
      throw ScalingErrors.validation(
          "The predefined metric "
              + metric.predefinedMetricTypeAsString()
              + " cannot be used with ECS services.");
    } else if (metric.resourceLabel() != null) {
      throw ScalingErrors.validation("A resource label goes with ALBRequestCountPerTarget only.");
    }
  }

  /** Load balancer and target group, of which the one sends to the other. */
  private void label(String label) {
    Matcher parts = LABEL.matcher(Objects.requireNonNullElse(label, ""));
    if (!parts.matches()) {
      throw ScalingErrors.validation("The resource label is missing or malformed: " + label);
    }
    String group = context.scope().arn("elasticloadbalancing", parts.group(2));
    String balancer = context.scope().arn("elasticloadbalancing", "loadbalancer/" + parts.group(1));
    if (!loadBalancersOf(group).contains(balancer)) {
      throw ScalingErrors.validation(
          "The load balancer does not route traffic to the target group: " + label);
    }
  }

  private List<String> loadBalancersOf(String group) {
    try {
      return new TargetGroupService(context)
          .describeTargetGroups(
              DescribeTargetGroupsRequest.builder().targetGroupArns(group).build())
          .targetGroups()
          .get(0)
          .loadBalancerArns();
    } catch (AwsError noGroup) {
      return List.of();
    }
  }
}
