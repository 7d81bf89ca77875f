package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** What is said of tasks that do not run: why, in words, within a minute of AWS knowing. */
class FailingRolloutTest {
  private static final String PLAIN = Yaml.minimal("acme");
  private static final String BALANCED = Yaml.withLoadBalancer("acme");
  private static final String BAD = "public.ecr.aws/acme/does-not-exist:1";

  /** Longer than the circuit breaker takes, with ECS's pauses between attempts. */
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  @Test
  void a_first_rollout_with_an_image_that_does_not_exist_tells_so_within_a_minute() {
    try (World world =
        World.empty().desire(PLAIN.replace("spec:\n", "spec:\n  image: " + BAD + "\n"))) {
      tellsWithinAMinute(world, () -> !stopped(world).isEmpty(), "spec.image", BAD);
      world.run(ROLLBACK);
      assertThat(degraded(world).reason()).isEqualTo("RolloutFailed");
      assertThat(degraded(world).message()).contains("spec.image");
      world.desire(PLAIN).converge();
    }
  }

  @Test
  void
      a_first_rollout_with_a_secret_that_lacks_a_key_tells_so_within_a_minute_and_works_once_it_is_mended() {
    try (World world = World.empty()) {
      world
          .person()
          .secretsManager()
          .createSecret(
              r -> r.name("half").secretString("{\"PURPLEMCP_CONSOLE_TOKEN\":\"a-token\"}"));
      world.desire(PLAIN.replace("purple-mcp/quickstart", "half"));
      tellsWithinAMinute(world, () -> !stopped(world).isEmpty(), "lacks a key");
      world.run(ROLLBACK);
      world
          .person()
          .secretsManager()
          .putSecretValue(
              r ->
                  r.secretId("half")
                      .secretString(
                          "{\"PURPLEMCP_CONSOLE_TOKEN\":\"a-token\","
                              + "\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.example.com\"}"));
      world.forget().converge();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void a_first_rollout_whose_health_check_gets_no_200_tells_so_within_a_minute() {
    String wrongPath =
        BALANCED.replace(
            "allowedCidrs: [10.0.0.0/8]",
            "allowedCidrs: [10.0.0.0/8]\n    targetGroup: {healthCheckPath: /nowhere}");
    try (World world = World.empty().desire(wrongPath)) {
      tellsWithinAMinute(world, () -> unhealthy(world), "healthCheckPath", "404");
      world.run(ROLLBACK);
      assertThat(degraded(world).message()).contains("healthCheckPath", "404");
      world.desire(BALANCED).converge();
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void X32_whatever_a_new_revision_fails_of_is_told_in_words_and_the_old_tasks_stay(
      String spec, List<String> words) {
    try (World world = World.empty()) {
      powerlessRole(world);
      world.desire(PLAIN).converge().wait(Duration.ofMinutes(1)).forget();
      String good = hand(world).service().taskDefinition();
      world.desire(PLAIN.replace("spec:\n", "spec:\n  " + spec + "\n"));
      tellsWithinAMinute(world, () -> !stopped(world).isEmpty(), words.toArray(String[]::new));
      world.run(ROLLBACK);
      assertThat(degraded(world).reason()).isEqualTo("RolledBack");
      assertThat(degraded(world).message())
          .contains(words)
          .contains("ECS deployment circuit breaker: tasks failed to start");
      assertThat(hand(world).service().taskDefinition()).isEqualTo(good);
      assertThat(hand(world).service().runningCount()).isEqualTo(1);
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatever_a_first_rollout_fails_of_is_told_in_words_within_a_minute(
      String spec, List<String> words) {
    try (World world = World.empty()) {
      powerlessRole(world);
      world.desire(PLAIN.replace("spec:\n", "spec:\n  " + spec + "\n"));
      tellsWithinAMinute(world, () -> !stopped(world).isEmpty(), words.toArray(String[]::new));
      world.run(ROLLBACK);
      assertThat(degraded(world).message()).contains(words);
    }
  }

  /** What is wrong with the spec, and what has to be said. */
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("image: " + BAD, List.of("spec.image", "CannotPullContainerError")),
        Arguments.of(
            "iam: {executionRoleArn: arn:aws:iam::111122223333:role/purple-mcp-powerless}",
            List.of("the execution role may not read the console secret")),
        Arguments.of(
            "server: {environment: {PURPLE_SANDBOX_EXIT_CODE: 3}}", List.of("exited with code 3")));
  }

  /** A role that may pull and log, and read no secret. */
  private static void powerlessRole(World world) {
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "[\"ecr:*\",\"logs:*\"],\"Resource\":\"*\"}]}";
    var iam = world.person().iam();
    iam.createRole(r -> r.roleName("purple-mcp-powerless").assumeRolePolicyDocument(trust));
    iam.putRolePolicy(
        r -> r.roleName("purple-mcp-powerless").policyName("some").policyDocument(policy));
    world.wait(Duration.ofMinutes(1));
  }

  private static void tellsWithinAMinute(
      World world, java.util.function.BooleanSupplier awsKnows, String... words) {
    world.until(awsKnows);
    Instant known = world.clock().instant();
    world.until(() -> says(world, words));
    assertThat(Duration.between(known, world.clock().instant()))
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(ready(world)).isFalse();
  }

  private static boolean says(World world, String... words) {
    String message =
        world
            .board()
            .find("acme")
            .flatMap(status -> status.condition(Condition.READY))
            .map(Condition::message)
            .orElse("");
    return List.of(words).stream().allMatch(message::contains);
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

  private static List<Task> stopped(World world) {
    var ecs = world.person().ecs();
    if (ecs.listClusters().clusterArns().isEmpty()) {
      return List.of();
    }
    List<String> arns =
        ecs.listTasks(r -> r.cluster(Handmade.CLUSTER).desiredStatus(DesiredStatus.STOPPED))
            .taskArns();
    return arns.isEmpty()
        ? List.of()
        : ecs.describeTasks(r -> r.cluster(Handmade.CLUSTER).tasks(arns)).tasks().stream()
            .filter(task -> task.stoppedReason() != null)
            .toList();
  }

  private static boolean unhealthy(World world) {
    var elb = world.person().elasticLoadBalancing();
    return elb.describeTargetGroups().targetGroups().stream()
        .flatMap(
            group ->
                elb
                    .describeTargetHealth(r -> r.targetGroupArn(group.targetGroupArn()))
                    .targetHealthDescriptions()
                    .stream())
        .anyMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.UNHEALTHY);
  }
}
