package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** How a new revision reaches the tasks, and what becomes of one that does not run. */
class RolloutTest {
  private static final String PLAIN = Yaml.minimal("acme");
  private static final String BALANCED = Yaml.withLoadBalancer("acme");
  private static final String BAD = "public.ecr.aws/acme/does-not-exist:1";
  private static final String OTHER = "public.ecr.aws/acme/purple-mcp:2";

  /** Longer than the circuit breaker takes, with ECS's pauses between attempts. */
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  @Test
  void
      X32_a_revision_that_was_rolled_back_is_told_with_its_reason_and_held_until_the_spec_changes() {
    try (World world = World.converged(PLAIN)) {
      String good = hand(world).service().taskDefinition();
      world.forget().desire(image(PLAIN, BAD)).run(ROLLBACK);

      assertThat(hand(world).service().taskDefinition()).isEqualTo(good);
      assertRolledBack(world);
      assertThat(writes(world, "RegisterTaskDefinition", "UpdateService")).hasSize(2);
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .filteredOn(event -> event.field("reason").equals("RolledBack"))
          .hasSize(1);

      world.forget().passes(5);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).isEmpty();

      world.restartOperator();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
      assertRolledBack(world);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();

      world.desire(image(PLAIN, OTHER)).converge();
      assertThat(runningImage(world)).isEqualTo(OTHER);
      assertThat(world.status("acme").is(Condition.DEGRADED)).isFalse();
    }
  }

  @Test
  void X32_going_back_to_the_spec_that_ran_before_ends_the_hold_without_a_rollout() {
    try (World world = World.converged(PLAIN)) {
      world.desire(image(PLAIN, BAD)).run(ROLLBACK).forget();
      world.desire(PLAIN).converge().passes(1);
      assertThat(writes(world, "RegisterTaskDefinition", "UpdateService")).isEmpty();
      assertThat(world.status("acme").is(Condition.DEGRADED)).isFalse();
    }
  }

  @Test
  void SV19_a_newer_spec_pre_empts_a_rollout_that_is_under_way() {
    try (World world = World.converged(PLAIN)) {
      world.desire(image(PLAIN, BAD)).run(Duration.ofSeconds(45));
      assertThat(hand(world).service().deployments()).hasSize(2);
      world.forget().desire(image(PLAIN, OTHER));
      Instant pushed = world.clock().instant();
      world.run(Duration.ofSeconds(5));
      assertThat(writes(world, "UpdateService")).hasSize(1);
      world.converge();
      assertThat(runningImage(world)).isEqualTo(OTHER);
      assertThat(Duration.between(pushed, world.clock().instant()))
          .isLessThan(Duration.ofMinutes(5));
    }
  }

  @Test
  void going_back_before_the_new_spec_is_in_force_is_no_drift() {
    String other =
        BALANCED
            .replace("secretName: purple-mcp/quickstart", "secretName: purple-mcp/other")
            .replace("allowedCidrs: [10.0.0.0/8]", "allowedCidrs: [10.1.0.0/16]");
    try (World world = World.empty().secret("purple-mcp/other").desire(BALANCED).converge()) {
      world.forget().desire(other).run(Duration.ofSeconds(20));
      assertThat(writes(world, "PutRolePolicy", "UpdateService")).hasSize(2);
      world.desire(BALANCED).converge().passes(2);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void what_a_new_spec_has_made_is_held_while_the_rest_of_it_is_refused() {
    String longer =
        BALANCED.replace("loadBalancer:\n", "loadBalancer:\n    idleTimeoutSeconds: 400\n")
            + "  logs: {retentionDays: 90}\n";
    try (World world = World.converged(BALANCED).passes(1).forget()) {
      world.deny("elasticloadbalancing", "ModifyLoadBalancerAttributes");
      world.desire(longer).run(Duration.ofMinutes(3));
      world
          .person()
          .logs()
          .putRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp").retentionInDays(1));
      world.passes(2);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .singleElement()
          .matches(event -> event.field("field").equals("retentionInDays"));
    }
  }

  @Test
  void SV19_without_a_circuit_breaker_the_mended_spec_gets_through_as_well() {
    String stubborn = PLAIN + "  deployment: {circuitBreaker: false}\n";
    try (World world = World.converged(stubborn)) {
      world.desire(image(stubborn, BAD)).run(Duration.ofHours(1));
      assertThat(degraded(world).reason()).isEqualTo("TasksFailing");
      world.desire(image(stubborn, OTHER)).converge();
      assertThat(runningImage(world)).isEqualTo(OTHER);
    }
  }

  @Test
  void SV20_ready_is_said_only_when_targets_are_healthy_and_the_rollout_is_complete() {
    try (World world = World.empty().desire(BALANCED)) {
      world.until(() -> ready(world));
      assertThat(healthy(world)).isPositive();
      assertThat(hand(world).service().deployments())
          .singleElement()
          .matches(primary -> primary.rolloutState() == DeploymentRolloutState.COMPLETED);
    }
  }

  @Test
  void SV20_a_service_whose_tasks_keep_ending_is_not_called_ready() {
    String crashing =
        PLAIN
            + "  server: {environment: {PURPLE_SANDBOX_EXIT_CODE: 3,"
            + " PURPLE_SANDBOX_EXIT_AFTER_SECONDS: 20}}\n";
    try (World world = World.converged(PLAIN).desire(crashing)) {
      world.run(Duration.ofMinutes(20));
      // Whenever one looks: also while a task runs that has not ended yet.
      for (int i = 0; i < 20; i++) {
        world.wait(Duration.ofSeconds(7)).pass();
        assertThat(ready(world)).isFalse();
        assertThat(degraded(world).message()).contains("exited with code 3");
      }
    }
  }

  @Test
  void TD10_TD15_old_revisions_go_beyond_the_limit_and_those_of_others_stay() {
    try (World world = World.converged(limited(0))) {
      String foreign = hand(world).otherRevision("public.ecr.aws/somebody/else:1");
      for (int i = 1; i <= 6; i++) {
        world.desire(limited(i)).converge().passes(1);
      }
      List<String> active = active(world);
      assertThat(active).contains(foreign, hand(world).service().taskDefinition());
      assertThat(active).hasSize(3 + 1);
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void TD15_the_last_good_revision_is_not_reaped_while_a_bad_one_is_declared() {
    String one = PLAIN + "  policy: {revisionHistoryLimit: 1}\n";
    try (World world = World.converged(one)) {
      String good = hand(world).service().taskDefinition();
      world.desire(image(one, BAD)).run(ROLLBACK).passes(2);
      assertThat(active(world)).contains(good);
      assertThat(hand(world).service().runningCount()).isEqualTo(1);
    }
  }

  @Test
  void TD14_an_environment_variable_that_leaves_the_file_leaves_the_tasks_and_an_empty_one_stays() {
    String two = PLAIN + "  server: {environment: {EXTRA: one, EMPTY: \"\"}}\n";
    try (World world = World.converged(two)) {
      assertThat(environment(world)).contains("EXTRA=one", "EMPTY=");
      world.desire(two.replace("EXTRA: one, ", "")).converge();
      assertThat(environment(world)).contains("EMPTY=").doesNotContain("EXTRA=one");
    }
  }

  @Test
  void TD08_a_newer_revision_of_the_family_that_nobody_runs_is_no_reason_for_another() {
    try (World world = World.converged(PLAIN)) {
      hand(world).otherRevision("public.ecr.aws/somebody/else:1");
      world.forget().passes(2);
      world.restartOperator();
      world.passes(2);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void LB01_another_port_makes_a_new_target_group_and_the_old_one_goes_when_nothing_uses_it() {
    try (World world = World.converged(BALANCED)) {
      String old = hand(world).targetGroup();
      world.forget().desire(BALANCED + "  server: {port: 9000}\n").converge();
      world.run(Duration.ofMinutes(10)).settle();
      var groups = world.person().elasticLoadBalancing().describeTargetGroups().targetGroups();
      assertThat(groups)
          .singleElement()
          .matches(group -> group.port() == 9000)
          .matches(group -> !group.targetGroupArn().equals(old));
      assertThat(hand(world).listener(443).defaultActions().get(0).targetGroupArn())
          .isEqualTo(groups.get(0).targetGroupArn());
      assertThat(hand(world).service().loadBalancers())
          .singleElement()
          .matches(balancer -> balancer.targetGroupArn().equals(groups.get(0).targetGroupArn()))
          .matches(balancer -> balancer.containerPort() == 9000);
      assertThat(healthy(world)).isPositive();
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void SV23_a_scaling_names_no_revision_and_starts_no_rollout() {
    try (World world = World.converged(PLAIN)) {
      String rollout = hand(world).service().deployments().get(0).id();
      world.forget().desire(PLAIN + "  compute: {replicas: 3}\n").converge();
      assertThat(writes(world, "RegisterTaskDefinition")).isEmpty();
      assertThat(hand(world).service().runningCount()).isEqualTo(3);
      assertThat(hand(world).service().deployments())
          .singleElement()
          .matches(primary -> primary.id().equals(rollout));
    }
  }

  @Test
  void SV23_a_deployment_whose_revision_was_deregistered_can_be_deleted() {
    String gone = PLAIN + "  policy: {deletion: Delete}\n";
    String kept = Yaml.minimal("kept").replace("quickstart", "kept");
    try (World world = World.empty().secret("purple-mcp/kept")) {
      world.desire(gone + "---\n" + kept).converge();
      String revision = hand(world).service().taskDefinition();
      world.person().ecs().deregisterTaskDefinition(r -> r.taskDefinition(revision));
      world.desire(kept).run(Duration.ofHours(1));
      assertThat(world.person().ecs().listServices(r -> r.cluster(Handmade.CLUSTER)).serviceArns())
          .singleElement()
          .matches(arn -> arn.endsWith("/kept"));
    }
  }

  private static void assertRolledBack(World world) {
    assertThat(degraded(world).reason()).isEqualTo("RolledBack");
    assertThat(degraded(world).message()).contains("spec.image", BAD, "until the spec");
    assertThat(ready(world)).isFalse();
  }

  private static Condition degraded(World world) {
    DeploymentStatus status = world.status("acme");
    assertThat(status.is(Condition.DEGRADED)).as("%s", status).isTrue();
    return status.condition(Condition.DEGRADED).orElseThrow();
  }

  private static boolean ready(World world) {
    return world.board().find("acme").filter(status -> status.is(Condition.READY)).isPresent();
  }

  private static Handmade hand(World world) {
    return new Handmade(world.person(), "acme");
  }

  private static List<String> writes(World world, String... operations) {
    return world.writes().stream()
        .map(CallRecord::operation)
        .filter(List.of(operations)::contains)
        .toList();
  }

  private static String image(String yaml, String image) {
    return yaml.replace("spec:\n", "spec:\n  image: " + image + "\n");
  }

  private static String limited(int version) {
    return PLAIN
        + "  policy: {revisionHistoryLimit: 3}\n  server: {environment: {VERSION: "
        + version
        + "}}\n";
  }

  private static String runningImage(World world) {
    return container(world).image();
  }

  private static List<String> environment(World world) {
    return container(world).environment().stream()
        .map(pair -> pair.name() + "=" + pair.value())
        .toList();
  }

  private static software.amazon.awssdk.services.ecs.model.ContainerDefinition container(
      World world) {
    String running = hand(world).service().taskDefinition();
    return world
        .person()
        .ecs()
        .describeTaskDefinition(r -> r.taskDefinition(running))
        .taskDefinition()
        .containerDefinitions()
        .get(0);
  }

  private static List<String> active(World world) {
    return world
        .person()
        .ecs()
        .listTaskDefinitions(r -> r.familyPrefix("acme"))
        .taskDefinitionArns();
  }

  private static long healthy(World world) {
    return count(world, TargetHealthStateEnum.HEALTHY);
  }

  private static long count(World world, TargetHealthStateEnum state) {
    var elb = world.person().elasticLoadBalancing();
    return elb.describeTargetGroups().targetGroups().stream()
        .flatMap(
            group ->
                elb
                    .describeTargetHealth(r -> r.targetGroupArn(group.targetGroupArn()))
                    .targetHealthDescriptions()
                    .stream())
        .filter(target -> target.targetHealth().state() == state)
        .count();
  }
}
