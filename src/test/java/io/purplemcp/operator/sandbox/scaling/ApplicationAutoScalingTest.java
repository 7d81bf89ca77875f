package io.purplemcp.operator.sandbox.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

/** Application Auto Scaling in the sandbox, over HTTP, on a service that runs. */
class ApplicationAutoScalingTest {
  private static final String SERVICE = "service/" + Handmade.CLUSTER + "/acme";
  private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

  private World world;
  private ApplicationAutoScalingClient aws;

  @BeforeEach
  void serviceThatRuns() {
    world = World.empty().desire(Yaml.minimal("acme")).converge();
    aws = world.person().autoScaling();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_registered_target_comes_back_with_what_aws_fills_in() {
    String arn = register(r -> r.minCapacity(1).maxCapacity(4));

    ScalableTarget target = target();
    assertThat(arn)
        .startsWith("arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/");
    assertThat(target.scalableTargetARN()).isEqualTo(arn);
    assertThat(target.suspendedState().dynamicScalingInSuspended()).isFalse();
    assertThat(target.roleARN())
        .endsWith(
            "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService");
    assertThat(
            world
                .person()
                .iam()
                .getRole(r -> r.roleName("AWSServiceRoleForApplicationAutoScaling_ECSService"))
                .role())
        .isNotNull();
  }

  @Test
  void what_is_not_sent_stays_and_the_service_is_moved_into_the_bounds_at_once() {
    register(r -> r.minCapacity(2).maxCapacity(4));
    assertThat(count()).isEqualTo(2);
    register(r -> r.suspendedState(s -> s.dynamicScalingInSuspended(true)));
    register(r -> r.minCapacity(3));

    assertThat(count()).isEqualTo(3);
    assertThat(target().maxCapacity()).isEqualTo(4);
    assertThat(target().suspendedState().dynamicScalingInSuspended()).isTrue();
  }

  @Test
  void a_target_needs_bounds_that_fit_and_a_service() {
    refused(r -> r.minCapacity(1), "Minimum and maximum capacity");
    refused(r -> r.minCapacity(5).maxCapacity(4), "Maximum capacity cannot be less");
    refused(
        r -> r.resourceId("service/" + Handmade.CLUSTER + "/none").minCapacity(1).maxCapacity(4),
        "ECS service doesn't exist: service/purple-mcp-cluster/none");
    refused(r -> r.resourceId("acme").minCapacity(1).maxCapacity(4), "Unsupported");
    refused(
        r -> r.serviceNamespace(ServiceNamespace.DYNAMODB).minCapacity(1).maxCapacity(4),
        "nothing but ECS");
  }

  @Test
  void SV16_tags_are_given_at_birth_or_through_the_tagging_operations() {
    String arn = register(r -> r.minCapacity(1).maxCapacity(4).tags(Map.of("a", "1")));
    refused(r -> r.minCapacity(2).tags(Map.of("a", "2")), "TagResource API");

    aws.tagResource(r -> r.resourceARN(arn).tags(Map.of("b", "2")));
    aws.untagResource(r -> r.resourceARN(arn).tagKeys("a"));
    assertThat(aws.listTagsForResource(r -> r.resourceARN(arn)).tags()).isEqualTo(Map.of("b", "2"));
    assertThatThrownBy(() -> aws.listTagsForResource(r -> r.resourceARN(arn + "x")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void SV14_a_policy_needs_its_target_and_goes_with_it() {
    assertThatThrownBy(() -> track("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("No scalable target registered for service namespace: ecs");
    register(r -> r.minCapacity(1).maxCapacity(4));
    PutScalingPolicyResponse put =
        track("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null);

    assertThat(put.alarms())
        .extracting(alarm -> alarm.alarmName().replaceAll("-[0-9a-f-]{36}$", ""))
        .containsExactly(
            "TargetTracking-" + SERVICE + "-AlarmHigh", "TargetTracking-" + SERVICE + "-AlarmLow");
    aws.deregisterScalableTarget(
        r -> r.serviceNamespace(ServiceNamespace.ECS).resourceId(SERVICE).scalableDimension(COUNT));
    assertThat(
            aws.describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ECS))
                .scalingPolicies())
        .isEmpty();
    assertThatThrownBy(
            () ->
                aws.deregisterScalableTarget(
                    r ->
                        r.serviceNamespace(ServiceNamespace.ECS)
                            .resourceId(SERVICE)
                            .scalableDimension(COUNT)))
        .isInstanceOf(ObjectNotFoundException.class);
  }

  @Test
  void a_metric_has_one_policy_and_requests_need_a_load_balancer_that_sends_them() {
    register(r -> r.minCapacity(1).maxCapacity(4));
    track("cpu", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null);

    assertThatThrownBy(() -> track("two", MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION, null))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Only one TargetTrackingScaling policy");
    assertThatThrownBy(() -> track("requests", MetricType.ALB_REQUEST_COUNT_PER_TARGET, null))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("resource label");
    assertThatThrownBy(
            () ->
                track(
                    "requests",
                    MetricType.ALB_REQUEST_COUNT_PER_TARGET,
                    "app/a/0123456789abcdef/targetgroup/b/0123456789abcdef"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("does not route traffic");
  }

  @Test
  void a_page_of_policies_is_smaller_than_of_the_rest() {
    assertThatThrownBy(
            () ->
                aws.describeScalingPolicies(
                    r -> r.serviceNamespace(ServiceNamespace.ECS).maxResults(11)))
        .isInstanceOf(ValidationException.class);
    assertThat(
            aws.describeScalableTargets(
                    r -> r.serviceNamespace(ServiceNamespace.ECS).maxResults(50))
                .scalableTargets())
        .isEmpty();
  }

  private void refused(Consumer<RegisterScalableTargetRequest.Builder> change, String words) {
    assertThatThrownBy(() -> register(change))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(words);
  }

  private String register(Consumer<RegisterScalableTargetRequest.Builder> change) {
    return aws.registerScalableTarget(
            request -> {
              request
                  .serviceNamespace(ServiceNamespace.ECS)
                  .resourceId(SERVICE)
                  .scalableDimension(COUNT);
              change.accept(request);
            })
        .scalableTargetARN();
  }

  private PutScalingPolicyResponse track(String name, MetricType metric, String label) {
    var configuration =
        TargetTrackingScalingPolicyConfiguration.builder()
            .targetValue(50.0)
            .predefinedMetricSpecification(m -> m.predefinedMetricType(metric).resourceLabel(label))
            .build();
    return aws.putScalingPolicy(
        r ->
            r.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(SERVICE)
                .scalableDimension(COUNT)
                .policyName(name)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(configuration));
  }

  private ScalableTarget target() {
    return aws.describeScalableTargets(
            r -> r.serviceNamespace(ServiceNamespace.ECS).resourceIds(SERVICE))
        .scalableTargets()
        .get(0);
  }

  private int count() {
    return new Handmade(world.person(), "acme").service().desiredCount();
  }
}
