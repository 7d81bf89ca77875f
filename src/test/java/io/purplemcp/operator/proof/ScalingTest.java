package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** AWS chooses the number of tasks, and the operator how far it may go. */
class ScalingTest {
  private static final String SERVICE = "service/" + Handmade.CLUSTER + "/acme";
  private static final String SCALED = Yaml.autoscaled("acme");
  private static final String FIXED = Yaml.withLoadBalancer("acme");

  /** Longer than anything in a teardown takes by itself. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  @Test
  void SV01_a_new_service_begins_with_the_fewest_tasks() {
    try (World world = World.converged(SCALED.replace("min: 1", "min: 2"))) {
      assertThat(count(world)).isEqualTo(2);
    }
  }

  @Test
  void SV01_what_is_chosen_within_the_bounds_is_left_alone_by_passes_and_by_rollouts() {
    try (World world = World.converged(SCALED)) {
      scale(world, 3);
      world.settle().forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();

      world.desire(SCALED + "    cpu: 1024\n    memory: 2048\n").converge();
      assertThat(operations(world)).contains("UpdateService", "RegisterTaskDefinition");
      assertThat(count(world)).isEqualTo(3);
    }
  }

  @Test
  void SV01_other_bounds_move_the_count_only_when_it_is_outside_of_them() {
    try (World world = World.converged(SCALED)) {
      scale(world, 3);
      world.settle().desire(SCALED.replace("max: 4", "max: 8")).converge();
      assertThat(count(world)).isEqualTo(3);
      world.desire(SCALED.replace("max: 4", "max: 2")).converge();
      assertThat(count(world)).isEqualTo(2);
      assertThat(target(world).maxCapacity()).isEqualTo(2);
    }
  }

  @Test
  void SV02_a_service_whose_tasks_are_counted_is_not_scaled_by_anybody() {
    try (World world = World.converged(FIXED).passes(1)) {
      register(world, 1, 6);
      world.forget().passes(3).settle();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("resource")).isEqualTo("ScalableTarget");
                assertThat(event.field("field")).isEqualTo("presence");
              });
      assertThat(targets(world)).isEmpty();
      assertThat(count(world)).isEqualTo(1);
    }
  }

  @Test
  void SV02_what_somebody_scaled_up_meanwhile_is_put_back_after_the_target_has_gone() {
    try (World world = World.converged(FIXED).passes(1)) {
      register(world, 3, 6);
      world.forget().passes(5).settle().converge();
      assertThat(operations(world))
          .containsSubsequence("DeregisterScalableTarget", "UpdateService");
      assertThat(count(world)).isEqualTo(1);
    }
  }

  @Test
  void SV03_to_stop_a_server_that_scales_its_target_goes_first() {
    try (World world = World.converged(SCALED).forget()) {
      world.desire(FIXED + "  compute: {replicas: 0}\n").converge();
      assertThat(operations(world))
          .containsSubsequence("DeregisterScalableTarget", "UpdateService");
      assertThat(targets(world)).isEmpty();
      assertThat(count(world)).isZero();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void a_service_that_was_counted_is_scaled_from_where_it_is() {
    try (World world = World.converged(FIXED + "  compute: {replicas: 3}\n").forget()) {
      world.desire(SCALED);
      assertThat(world.plan())
          .flatExtracting(plan -> plan.deployments())
          .flatExtracting(deployment -> deployment.changes())
          .filteredOn(planned -> !planned.change().resource().kind().equals("Service"))
          .extracting(planned -> planned.change().action())
          .containsExactly(Action.CREATE, Action.CREATE, Action.CREATE, Action.CREATE);
      world.converge();
      assertThat(count(world)).isEqualTo(3);
      assertThat(operations(world)).doesNotContain("RegisterTaskDefinition");
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void the_metric_of_a_policy_that_is_declared_no_more_is_an_edit_and_no_drift() {
    try (World world = World.converged(SCALED).forget()) {
      world.desire(SCALED.replace("memoryPercent: 75, ", "")).converge();
      assertThat(policies(world))
          .extracting(ScalingPolicy::policyName)
          .containsExactlyInAnyOrder("purple-mcp-cpu", "purple-mcp-requests");
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void requests_are_counted_for_the_target_group_that_replaced_another() {
    try (World world = World.converged(SCALED).forget()) {
      String before = label(world);
      world.desire(SCALED + "  server: {port: 9000}\n").converge().passes(1).settle();
      assertThat(label(world)).startsWith("app/acme/").contains("/targetgroup/acme-");
      assertThat(label(world)).isNotEqualTo(before);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void SV14_a_target_that_was_deregistered_comes_back_with_its_policies() {
    try (World world = World.converged(SCALED).passes(1).forget()) {
      world
          .person()
          .autoScaling()
          .deregisterScalableTarget(
              r ->
                  r.serviceNamespace(ServiceNamespace.ECS)
                      .resourceId(SERVICE)
                      .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));
      world.passes(1).settle().converge();
      assertThat(target(world).maxCapacity()).isEqualTo(4);
      assertThat(policies(world)).hasSize(3);
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
    }
  }

  @Test
  void SV15_an_update_that_is_already_under_way_is_waited_for() {
    try (World world = World.converged(FIXED)) {
      world
          .sandbox()
          .chaos(
              world
                  .sandbox()
                  .chaos()
                  .withFault(
                      new Fault(
                          "application-autoscaling",
                          "RegisterScalableTarget",
                          2,
                          400,
                          "ConcurrentUpdateException",
                          "You already have a pending update to an Auto Scaling resource.",
                          Fault.When.BEFORE)));
      world.desire(SCALED).converge();
      assertThat(target(world).maxCapacity()).isEqualTo(4);
      assertThat(policies(world)).hasSize(3);
    }
  }

  @Test
  void SV16_labels_reach_the_target_without_registering_it_again() {
    try (World world = World.converged(SCALED).forget()) {
      world.desire(SCALED.replace("team: soc", "team: ir")).converge();
      assertThat(operations(world))
          .contains("TagResource")
          .doesNotContain("RegisterScalableTarget", "PutScalingPolicy");
    }
  }

  @Test
  void a_right_that_is_missing_holds_up_only_who_needs_it() {
    try (World world = World.empty().deny("application-autoscaling", "DescribeScalableTargets")) {
      world.desire(FIXED).converge().passes(2);
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      world.desire(SCALED).passes(2);
      assertThat(world.status("acme").is(Condition.DEGRADED)).isTrue();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .matches(
              event -> event.message().contains("application-autoscaling:DescribeScalableTargets"));
    }
  }

  @Test
  void SV14_SV11_a_teardown_begins_with_what_would_scale_the_service() {
    try (World world = toBeDeleted()) {
      untilNothingGoes(world);
      assertThat(operations(world))
          .startsWith("DeregisterScalableTarget")
          .containsSubsequence("DeregisterScalableTarget", "UpdateService", "DeleteService");
      assertThat(targets(world)).isEmpty();
    }
  }

  @Test
  @Tag("crash")
  void X13_switching_it_on_survives_a_crash_at_any_call() {
    try (World world = World.empty().settings(World.UNHURRIED).desire(FIXED).converge()) {
      Deaths deaths = Deaths.of(world);
      Inventory undisturbed = Inventory.of(world.desire(SCALED).converge());
      assertThat(deaths.count()).isGreaterThan(5);
      deaths.each(
          next -> {
            assertThat(Inventory.of(next.converge())).isEqualTo(undisturbed);
            next.passes(1).forget().passes(2);
            assertThat(next.writes()).isEmpty();
          });
    }
  }

  @Test
  @Tag("crash")
  void X13_a_teardown_survives_a_crash_at_any_call() {
    try (World world = toBeDeleted()) {
      Deaths deaths = Deaths.of(world);
      untilNothingGoes(world);
      Inventory undisturbed = Inventory.of(world);
      deaths.each(
          next -> {
            untilNothingGoes(next);
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
          });
    }
  }

  private static World toBeDeleted() {
    String kept = Yaml.minimal("kept").replace("purple-mcp/quickstart", "purple-mcp/kept");
    return World.empty()
        .settings(World.UNHURRIED)
        .secret("purple-mcp/kept")
        .desire(SCALED + "  policy: {deletion: Delete}\n---\n" + kept)
        .converge()
        .forget()
        .desire(kept);
  }

  /** Until a time has passed in which the operator wrote nothing. */
  private static void untilNothingGoes(World world) {
    int before = -1;
    while (world.writes().size() > before) {
      before = world.writes().size();
      world.run(LONGEST_WAIT);
    }
  }

  private static void scale(World world, int count) {
    world
        .person()
        .ecs()
        .updateService(r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(count));
  }

  private static void register(World world, int min, int max) {
    world
        .person()
        .autoScaling()
        .registerScalableTarget(
            r ->
                r.serviceNamespace(ServiceNamespace.ECS)
                    .resourceId(SERVICE)
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .minCapacity(min)
                    .maxCapacity(max));
  }

  private static int count(World world) {
    return new Handmade(world.person(), "acme").service().desiredCount();
  }

  private static List<ScalableTarget> targets(World world) {
    return world
        .person()
        .autoScaling()
        .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ECS))
        .scalableTargets();
  }

  private static ScalableTarget target(World world) {
    return targets(world).get(0);
  }

  private static List<ScalingPolicy> policies(World world) {
    return world
        .person()
        .autoScaling()
        .describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ECS))
        .scalingPolicies();
  }

  private static String label(World world) {
    return policies(world).stream()
        .filter(policy -> policy.policyName().equals("purple-mcp-requests"))
        .map(
            policy ->
                policy
                    .targetTrackingScalingPolicyConfiguration()
                    .predefinedMetricSpecification()
                    .resourceLabel())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> operations(World world) {
    return world.writes().stream().map(CallRecord::operation).toList();
  }
}
