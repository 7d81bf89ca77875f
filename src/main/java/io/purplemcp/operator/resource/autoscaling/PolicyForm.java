package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** A target tracking policy as it should be, compared with what is there. */
record PolicyForm(PurpleMcpDeployment deployment, AutoscalingSpec scaling, Metric metric) {
  private static final String TYPE = "policyType";
  private static final String TRACKING = "targetTrackingScalingPolicyConfiguration";
  private static final String METRIC = TRACKING + ".predefinedMetricSpecification";

  private ScaledService service() {
    return ScaledService.of(deployment);
  }

  ResourceId id() {
    return ScalingPolicies.id(service(), metric.policyName());
  }

  /**
   * @param live empty where there is no such policy
   */
  Comparison compare(Optional<ScalingPolicy> live, View view) {
    var seen =
        live.map(ScalingPolicy::targetTrackingScalingPolicyConfiguration)
            .orElse(TargetTrackingScalingPolicyConfiguration.builder().build());
    boolean exists = live.isPresent();
    Optional<PredefinedMetricSpecification> measured =
        Optional.ofNullable(seen.predefinedMetricSpecification());
    var comparison =
        new Comparison()
            .value(
                TYPE,
                PolicyType.TARGET_TRACKING_SCALING,
                live.map(ScalingPolicy::policyTypeAsString).orElse(null))
            .value(
                METRIC + ".predefinedMetricType",
                metric.type(),
                measured
                    .map(PredefinedMetricSpecification::predefinedMetricTypeAsString)
                    .orElse(null))
            .value(TRACKING + ".targetValue", target(), plain(seen.targetValue()))
            .value(
                TRACKING + ".scaleInCooldown",
                scaling.scaleInCooldownSeconds(),
                cooldown(exists, seen.scaleInCooldown()))
            .value(
                TRACKING + ".scaleOutCooldown",
                scaling.scaleOutCooldownSeconds(),
                cooldown(exists, seen.scaleOutCooldown()))
            .value(
                TRACKING + ".disableScaleIn",
                false,
                exists ? Boolean.TRUE.equals(seen.disableScaleIn()) : null);
    String label = measured.map(PredefinedMetricSpecification::resourceLabel).orElse(null);
    if (metric == Metric.REQUESTS) {
      comparison.reference(METRIC + ".resourceLabel", label(view::reference), label);
    }
    return comparison;
  }

  /** For a pass in which policies were not read: it only remembers what is wanted. */
  Comparison unread(View view) {
    return compare(Optional.of(asDeclared(label(view::reference).orElse(null))), view);
  }

  private int target() {
    return metric.target(scaling).orElseThrow();
  }

  /** {@code 50} and {@code 50.0} are the same. */
  private static String plain(Double value) {
    return value == null ? null : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static Integer cooldown(boolean exists, Integer seen) {
    return exists && seen == null
        ? Integer.valueOf(AutoscalingSpec.DEFAULT_COOLDOWN_SECONDS)
        : seen;
  }

  /**
   * {@code app/NAME/ID/targetgroup/NAME/ID}, from the two ARNs: which load balancer's requests to
   * which target group are counted.
   */
  private static Optional<String> label(Function<Reference, Optional<String>> references) {
    return references
        .apply(Reference.LOAD_BALANCER_ARN)
        .flatMap(
            balancer ->
                references
                    .apply(Reference.TARGET_GROUP_ARN)
                    .map(group -> after(balancer, ":loadbalancer/") + "/" + after(group, ":")));
  }

  private static String after(String arn, String part) {
    return arn.substring(arn.lastIndexOf(part) + part.length());
  }

  private ScalingPolicy asDeclared(String label) {
    return ScalingPolicy.builder()
        .policyName(metric.policyName())
        .policyType(PolicyType.TARGET_TRACKING_SCALING)
        .targetTrackingScalingPolicyConfiguration(
            tracking ->
                tracking
                    .targetValue((double) target())
                    .scaleInCooldown(scaling.scaleInCooldownSeconds())
                    .scaleOutCooldown(scaling.scaleOutCooldownSeconds())
                    .disableScaleIn(false)
                    .predefinedMetricSpecification(
                        spec -> spec.predefinedMetricType(metric.type()).resourceLabel(label)))
        .build();
  }

  Change create(Comparison comparison) {
    return Change.create(id(), comparison.differences(), put());
  }

  /** The kind of a policy cannot be changed; such a one is made anew. */
  Change update(Comparison comparison) {
    return comparison.differsAt(TYPE)
        ? new Change(
            id(),
            Action.REPLACE,
            comparison.differences(),
            Optional.empty(),
            List.of(ScalingCalls.deletePolicy(service(), metric.policyName()), put()))
        : Change.update(id(), comparison.differences(), List.of(put()));
  }

  private Call put() {
    return Call.of(
        "application-autoscaling:PutScalingPolicy",
        execution -> {
          execution.reference(Reference.SCALABLE_TARGET_ARN);
          ScalingPolicy policy = asDeclared(metric == Metric.REQUESTS ? label(execution) : null);
          return execution
              .clients()
              .autoScaling()
              .putScalingPolicy(
                  request ->
                      request
                          .serviceNamespace(ServiceNamespace.ECS)
                          .resourceId(service().resourceId())
                          .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                          .policyName(policy.policyName())
                          .policyType(policy.policyType())
                          .targetTrackingScalingPolicyConfiguration(
                              policy.targetTrackingScalingPolicyConfiguration()));
        });
  }

  /** Taken only when the load balancer sends to the target group, so that is asked for as well. */
  private static String label(Execution execution) {
    execution.reference(Reference.LOAD_BALANCER_ARN);
    execution.reference(Reference.TARGET_GROUP_ARN);
    execution.reference(Reference.LISTENER_ARN);
    return label(reference -> Optional.of(execution.reference(reference))).orElseThrow();
  }
}
