package io.purplemcp.operator.resource.imports;

import io.purplemcp.operator.aws.AwsClients;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/** How many tasks: a number, or what Application Auto Scaling may choose from. */
final class ScalingImport {
  private static final String SCALING = "spec.compute.autoscaling.";

  private final AwsClients clients;
  private final Draft draft;

  ScalingImport(AwsClients clients, Draft draft) {
    this.clients = clients;
    this.draft = draft;
  }

  void read(Service service) {
    String resource =
        "service/" + ServiceImport.lastPart(service.clusterArn()) + "/" + service.serviceName();
    Optional<ScalableTarget> target =
        clients
            .autoScaling()
            .describeScalableTargets(
                r -> r.serviceNamespace(ServiceNamespace.ECS).resourceIds(resource))
            .scalableTargets()
            .stream()
            .findFirst();
    if (target.isEmpty()) {
      draft.put("spec.compute.replicas", service.desiredCount());
      return;
    }
    draft
        .put(SCALING + "min", target.get().minCapacity())
        .put(SCALING + "max", target.get().maxCapacity());
    clients
        .autoScaling()
        .describeScalingPoliciesPaginator(
            r -> r.serviceNamespace(ServiceNamespace.ECS).resourceId(resource))
        .scalingPolicies()
        .forEach(this::policy);
    clients
        .autoScaling()
        .describeScheduledActionsPaginator(
            r -> r.serviceNamespace(ServiceNamespace.ECS).resourceId(resource))
        .scheduledActions()
        .forEach(
            action ->
                draft.remark(
                    "The scheduled action %s cannot be declared"
                        .formatted(action.scheduledActionName())));
  }

  private void policy(ScalingPolicy policy) {
    Optional<TargetTrackingScalingPolicyConfiguration> tracking =
        Optional.ofNullable(policy.targetTrackingScalingPolicyConfiguration());
    Optional<String> field =
        tracking
            .map(TargetTrackingScalingPolicyConfiguration::predefinedMetricSpecification)
            .map(PredefinedMetricSpecification::predefinedMetricType)
            .flatMap(ScalingImport::field);
    if (field.isEmpty()) {
      draft.remark(
          "The scaling policy %s is neither by CPU, nor by memory, nor by requests for each target"
              .formatted(policy.policyName()));
      return;
    }
    tracking.ifPresent(
        found ->
            draft
                .put(SCALING + field.get(), found.targetValue().intValue())
                .put(SCALING + "scaleInCooldownSeconds", found.scaleInCooldown())
                .put(SCALING + "scaleOutCooldownSeconds", found.scaleOutCooldown()));
  }

  private static Optional<String> field(MetricType metric) {
    return switch (metric) {
      case ECS_SERVICE_AVERAGE_CPU_UTILIZATION -> Optional.of("cpuPercent");
      case ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION -> Optional.of("memoryPercent");
      case ALB_REQUEST_COUNT_PER_TARGET -> Optional.of("requestsPerTarget");
      default -> Optional.empty();
    };
  }
}
