package io.purplemcp.operator.resource.autoscaling;

import io.purplemcp.operator.desired.AutoscalingSpec;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The mutating calls of Application Auto Scaling. */
final class ScalingCalls {
  private static final ServiceNamespace ECS = ServiceNamespace.ECS;
  private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

  private ScalingCalls() {}

  /**
   * Adds the target or changes it.
   *
   * @param resume whether what somebody suspended is to go on
   */
  static Call register(ScaledService service, AutoscalingSpec scaling, boolean resume) {
    return Call.of(
        "application-autoscaling:RegisterScalableTarget",
        execution -> {
          execution.reference(Reference.SERVICE_ARN);
          var request =
              RegisterScalableTargetRequest.builder()
                  .serviceNamespace(ECS)
                  .resourceId(service.resourceId())
                  .scalableDimension(COUNT)
                  .minCapacity(scaling.min())
                  .maxCapacity(scaling.max());
          if (resume) {
            request.suspendedState(
                state ->
                    state
                        .dynamicScalingInSuspended(false)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(false));
          }
          var response = client(execution).registerScalableTarget(request.build());
          execution.publish(Reference.SCALABLE_TARGET_ARN, response.scalableTargetARN());
          return response;
        });
  }

  static Call tag(Map<String, String> tags) {
    return Call.of(
        "application-autoscaling:TagResource",
        execution -> {
          String arn = execution.reference(Reference.SCALABLE_TARGET_ARN);
          return client(execution).tagResource(r -> r.resourceARN(arn).tags(tags));
        });
  }

  static Call untag(String arn, List<String> keys) {
    return Call.of(
        "application-autoscaling:UntagResource",
        execution -> client(execution).untagResource(r -> r.resourceARN(arn).tagKeys(keys)));
  }

  /** Policies and scheduled actions go with the target. */
  static Call deregister(ScaledService service) {
    return call(
        "DeregisterScalableTarget",
        scaling ->
            scaling.deregisterScalableTarget(
                request ->
                    request
                        .serviceNamespace(ECS)
                        .resourceId(service.resourceId())
                        .scalableDimension(COUNT)));
  }

  static Call deletePolicy(ScaledService service, String name) {
    return call(
        "DeleteScalingPolicy",
        scaling ->
            scaling.deleteScalingPolicy(
                request ->
                    request
                        .serviceNamespace(ECS)
                        .resourceId(service.resourceId())
                        .scalableDimension(COUNT)
                        .policyName(name)));
  }

  static Call deleteScheduledAction(ScaledService service, String name) {
    return call(
        "DeleteScheduledAction",
        scaling ->
            scaling.deleteScheduledAction(
                request ->
                    request
                        .serviceNamespace(ECS)
                        .resourceId(service.resourceId())
                        .scalableDimension(COUNT)
                        .scheduledActionName(name)));
  }

  /** What has gone already, with its service perhaps, is as it should be (SV14). */
  private static Call call(
      String operation, Function<ApplicationAutoScalingClient, AwsResponse> removal) {
    return Call.of(
        "application-autoscaling:" + operation,
        execution -> {
          try {
            return removal.apply(client(execution));
          } catch (ObjectNotFoundException gone) {
            return DeregisterScalableTargetResponse.builder().build();
          }
        });
  }

  private static ApplicationAutoScalingClient client(Execution execution) {
    return execution.clients().autoScaling();
  }
}
