package io.purplemcp.operator.sandbox.scaling;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;

/**
 * Scaling policies: target tracking and steps. They are checked, kept and told with the names of
 * their alarms; there are no metrics in the sandbox that would make them scale.
 */
final class Policies {
  /** Fewer than of the other lists. */
  private static final int MOST = 10;

  private final Context context;

  Policies(Context context) {
    this.context = context;
  }

  PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    new Targets(context).require(scaled);
    String name =
        Optional.ofNullable(request.policyName())
            .orElseThrow(() -> ScalingErrors.missing("policyName"));
    Optional<ScalingPolicy> old = context.table(ScalingTables.POLICIES).find(scaled.key(name));
    PolicyType type = type(request, old);
    List<ScalingPolicy> others =
        of(scaled).filter(policy -> !policy.policyName().equals(name)).toList();
    if (type == PolicyType.TARGET_TRACKING_SCALING) {
      new TrackingRules(context).check(request.targetTrackingScalingPolicyConfiguration(), others);
    } else if (request.stepScalingPolicyConfiguration() == null) {
      throw ScalingErrors.missing("stepScalingPolicyConfiguration");
    }
    ScalingPolicy policy =
        old.map(ScalingPolicy::toBuilder)
            .orElseGet(() -> born(scaled, name))
            .policyType(type)
            .targetTrackingScalingPolicyConfiguration(
                request.targetTrackingScalingPolicyConfiguration())
            .stepScalingPolicyConfiguration(request.stepScalingPolicyConfiguration())
            .alarms(
                type == PolicyType.TARGET_TRACKING_SCALING
                    ? old.map(ScalingPolicy::alarms).orElseGet(() -> alarms(scaled))
                    : List.of())
            .build();
    context.table(ScalingTables.POLICIES).put(scaled.key(name), policy);
    return PutScalingPolicyResponse.builder()
        .policyARN(policy.policyARN())
        .alarms(policy.alarms())
        .build();
  }

  private static PolicyType type(PutScalingPolicyRequest request, Optional<ScalingPolicy> old) {
    PolicyType type =
        Optional.ofNullable(request.policyType())
            .or(() -> old.map(ScalingPolicy::policyType))
            .orElse(PolicyType.STEP_SCALING);
    if (old.filter(policy -> policy.policyType() != type).isPresent()) {
      throw ScalingErrors.validation(
          "The type of a scaling policy cannot be changed; delete the policy first.");
    }
    if (type != PolicyType.TARGET_TRACKING_SCALING && type != PolicyType.STEP_SCALING) {
      throw ScalingErrors.validation("The sandbox has no policies of the type " + type + ".");
    }
    return type;
  }

  private ScalingPolicy.Builder born(Scaled scaled, String name) {
    return ScalingPolicy.builder()
        .policyName(name)
        .policyARN(
            context
                .scope()
                .arn(
                    "autoscaling",
                    "scalingPolicy:"
                        + context.ids().uuid()
                        + ":resource/ecs/"
                        + scaled.resourceId()
                        + ":policyName/"
                        + name))
        .serviceNamespace("ecs")
        .resourceId(scaled.resourceId())
        .scalableDimension("ecs:service:DesiredCount")
        .creationTime(context.now());
  }

  private List<Alarm> alarms(Scaled scaled) {
    return Stream.of("High", "Low")
        .map(
            side ->
                "TargetTracking-"
                    + scaled.resourceId()
                    + "-Alarm"
                    + side
                    + "-"
                    + context.ids().uuid())
        .map(
            alarm ->
                Alarm.builder()
                    .alarmName(alarm)
                    .alarmARN(context.scope().arn("cloudwatch", "alarm:" + alarm))
                    .build())
        .toList();
  }

  DescribeScalingPoliciesResponse describe(DescribeScalingPoliciesRequest request) {
    Scaled.namespace(request.serviceNamespace());
    List<ScalingPolicy> found =
        context.table(ScalingTables.POLICIES).all().stream()
            .filter(
                policy ->
                    request.resourceId() == null
                        || request.resourceId().equals(policy.resourceId()))
            .filter(
                policy ->
                    request.policyNames().isEmpty()
                        || request.policyNames().contains(policy.policyName()))
            .toList();
    Page<ScalingPolicy> page =
        Page.of(
            found,
            request.nextToken(),
            ScalingErrors.pageSize(request.maxResults(), MOST),
            ScalingErrors.token());
    return DescribeScalingPoliciesResponse.builder()
        .scalingPolicies(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  DeleteScalingPolicyResponse delete(DeleteScalingPolicyRequest request) {
    Scaled scaled =
        Scaled.of(request.serviceNamespace(), request.resourceId(), request.scalableDimension());
    context
        .table(ScalingTables.POLICIES)
        .remove(scaled.key(request.policyName()))
        .orElseThrow(
            () ->
                ScalingErrors.notFound(
                    "No scaling policy found for "
                        + scaled
                        + ", policy name: "
                        + request.policyName()));
    return DeleteScalingPolicyResponse.builder().build();
  }

  private Stream<ScalingPolicy> of(Scaled scaled) {
    return context.table(ScalingTables.POLICIES).all().stream()
        .filter(policy -> policy.resourceId().equals(scaled.resourceId()));
  }
}
