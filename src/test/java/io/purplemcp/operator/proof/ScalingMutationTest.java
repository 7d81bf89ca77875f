package io.purplemcp.operator.proof;

import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** What people change on the auto scaling of a service: each is one drift, and is put back. */
class ScalingMutationTest {
  private static final String SERVICE = "service/" + Handmade.CLUSTER + "/acme";
  private static final ServiceNamespace ECS = ServiceNamespace.ECS;
  private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;
  private static final String TRACKING = "targetTrackingScalingPolicyConfiguration.";

  private static World world;

  @BeforeAll
  static void converge() {
    world = World.empty().desire(Yaml.autoscaled("acme")).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Mutation> mutations() {
    return Stream.of(
        target("the most tasks are fewer", "maxCapacity", r -> r.maxCapacity(2)),
        target("the fewest tasks are more", "minCapacity", r -> r.minCapacity(2)),
        target(
            "scaling in is suspended",
            "suspendedState.dynamicScalingInSuspended",
            r -> r.suspendedState(s -> s.dynamicScalingInSuspended(true))),
        target(
            "scaling out is suspended",
            "suspendedState.dynamicScalingOutSuspended",
            r -> r.suspendedState(s -> s.dynamicScalingOutSuspended(true))),
        target(
            "scheduled scaling is suspended",
            "suspendedState.scheduledScalingSuspended",
            r -> r.suspendedState(s -> s.scheduledScalingSuspended(true))),
        scaling(
            "a label of the target gets a foreign value",
            "ScalableTarget",
            "tags[team]",
            aws ->
                aws.tagResource(r -> r.resourceARN(arn(aws)).tags(java.util.Map.of("team", "x")))),
        scaling(
            "a tag of ours is taken from the target",
            "ScalableTarget",
            "tags[purplemcp.io/deployment]",
            aws ->
                aws.untagResource(r -> r.resourceARN(arn(aws)).tagKeys("purplemcp.io/deployment"))),
        scaling(
            "a policy is deleted",
            "ScalingPolicy",
            "presence",
            aws ->
                aws.deleteScalingPolicy(
                    r ->
                        r.serviceNamespace(ECS)
                            .resourceId(SERVICE)
                            .scalableDimension(COUNT)
                            .policyName("purple-mcp-cpu"))),
        tracking("a policy keeps another value", "targetValue", t -> t.targetValue(90.0)),
        tracking("scaling in waits longer", "scaleInCooldown", t -> t.scaleInCooldown(900)),
        tracking("scaling out waits longer", "scaleOutCooldown", t -> t.scaleOutCooldown(900)),
        tracking("scaling in is switched off", "disableScaleIn", t -> t.disableScaleIn(true)),
        scaling(
            "a policy is added",
            "ScalingPolicy",
            "presence",
            aws ->
                aws.putScalingPolicy(
                    r ->
                        r.serviceNamespace(ECS)
                            .resourceId(SERVICE)
                            .scalableDimension(COUNT)
                            .policyName("by hand")
                            .policyType(PolicyType.STEP_SCALING)
                            .stepScalingPolicyConfiguration(
                                s ->
                                    s.adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                                        .stepAdjustments(
                                            StepAdjustment.builder()
                                                .metricIntervalLowerBound(0.0)
                                                .scalingAdjustment(1)
                                                .build())))),
        scaling(
            "a scheduled action is added",
            "ScheduledAction",
            "schedule",
            aws ->
                aws.putScheduledAction(
                    r ->
                        r.serviceNamespace(ECS)
                            .resourceId(SERVICE)
                            .scalableDimension(COUNT)
                            .scheduledActionName("night")
                            .schedule("cron(0 22 * * ? *)")
                            .scalableTargetAction(a -> a.minCapacity(0).maxCapacity(0)))),
        new Mutation(
            "SV01 more tasks than the bounds allow",
            "Service",
            "desiredCount",
            hand ->
                hand.aws()
                    .ecs()
                    .updateService(
                        r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(9))),
        new Mutation(
            "SV01 no task at all",
            "Service",
            "desiredCount",
            hand ->
                hand.aws()
                    .ecs()
                    .updateService(
                        r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(0))));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void one_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "acme");
  }

  private static Mutation scaling(
      String name, String resource, String field, Consumer<ApplicationAutoScalingClient> act) {
    return new Mutation(name, resource, field, hand -> act.accept(hand.aws().autoScaling()));
  }

  private static Mutation target(
      String name, String field, Consumer<RegisterScalableTargetRequest.Builder> change) {
    return scaling(
        name,
        "ScalableTarget",
        field,
        aws ->
            aws.registerScalableTarget(
                request -> {
                  request.serviceNamespace(ECS).resourceId(SERVICE).scalableDimension(COUNT);
                  change.accept(request);
                }));
  }

  /** On the policy for memory, which AWS replaces as a whole. */
  private static Mutation tracking(
      String name,
      String field,
      Consumer<TargetTrackingScalingPolicyConfiguration.Builder> change) {
    return scaling(
        name,
        "ScalingPolicy",
        TRACKING + field,
        aws ->
            aws.putScalingPolicy(
                request ->
                    request
                        .serviceNamespace(ECS)
                        .resourceId(SERVICE)
                        .scalableDimension(COUNT)
                        .policyName("purple-mcp-memory")
                        .policyType(PolicyType.TARGET_TRACKING_SCALING)
                        .targetTrackingScalingPolicyConfiguration(
                            tracking -> {
                              tracking
                                  .targetValue(75.0)
                                  .predefinedMetricSpecification(
                                      m ->
                                          m.predefinedMetricType(
                                              MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION));
                              change.accept(tracking);
                            })));
  }

  private static String arn(ApplicationAutoScalingClient aws) {
    return aws.describeScalableTargets(r -> r.serviceNamespace(ECS).resourceIds(SERVICE))
        .scalableTargets()
        .get(0)
        .scalableTargetARN();
  }
}
