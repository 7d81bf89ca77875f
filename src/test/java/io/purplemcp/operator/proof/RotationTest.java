package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** SM01: a rotated secret reaches the tasks, which read it only when they start. */
class RotationTest {
  private static final String SECRET = "purple-mcp/quickstart";
  private static final String PLAIN = Yaml.minimal("acme");
  private static final String TAG = "tags[" + Ownership.SECRET_VERSION + "]";
  private static final String NO_KEYS = "{\"NOTHING\":\"here\"}";

  /** Longer than the circuit breaker takes, with ECS's pauses between attempts. */
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  @Test
  void SM01_a_new_version_is_one_rollout_that_tells_why_and_then_it_is_quiet() {
    try (World world = converged(PLAIN)) {
      String before = version(world);
      String now = rotate(world, good("second"));
      world.passes(1);
      assertThat(world.plan()).as("the new revision is registered and rolling").isNotEmpty();
      world.converge();

      assertThat(version(world)).isEqualTo(now).isNotEqualTo(before);
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(world.journal().of(EventType.SECRET_ROTATED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("reason")).isEqualTo("SecretRotated");
                assertThat(event.line())
                    .contains(before.substring(0, 8) + "… → " + now.substring(0, 8) + "…");
              });
      assertThat(world.journal().of(EventType.CHANGE_APPLIED))
          .hasSize(2)
          .allMatch(event -> event.field("reason").equals("ROTATION"));
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertTasksHaveTheCurrentVersion(world);
      assertQuiet(world);
      world.restartOperator();
      assertQuiet(world);
    }
  }

  @Test
  void SM01_the_plan_shows_both_versions_and_the_cause() {
    try (World world = converged(PLAIN)) {
      String before = version(world);
      String now = rotate(world, good("second"));
      assertThat(world.plan())
          .singleElement()
          .satisfies(
              plan ->
                  assertThat(plan.deployments().get(0).changes())
                      .allMatch(planned -> planned.cause().name().equals("ROTATION"))
                      .anyMatch(
                          planned ->
                              planned.change().differences().toString().contains(TAG)
                                  && planned.change().differences().toString().contains(before)
                                  && planned.change().differences().toString().contains(now)));
    }
  }

  @Test
  void SM01_the_operator_never_reads_the_value() {
    try (World world = converged(PLAIN)) {
      rotate(world, good("second"));
      world.passes(1).converge();
      assertThat(world.sandbox().calls())
          .filteredOn(call -> call.caller().contains(World.OPERATOR_KEY))
          .extracting(CallRecord::operation)
          .doesNotContain("GetSecretValue", "BatchGetSecretValue");
    }
  }

  @Test
  void SM01_what_moves_no_version_rolls_nothing() {
    try (World world = converged(PLAIN)) {
      var secrets = world.person().secretsManager();
      secrets.tagResource(r -> r.secretId(SECRET).tags(t -> t.key("owner").value("soc")));
      secrets.updateSecret(r -> r.secretId(SECRET).description("another description"));
      secrets.putSecretValue(
          r -> r.secretId(SECRET).secretString(good("pending")).versionStages("AWSPENDING"));
      assertQuiet(world);
    }
  }

  @Test
  void SM01_tasks_that_are_younger_than_the_rotation_are_not_replaced_again() {
    try (World world = converged(PLAIN)) {
      String now = rotate(world, good("second"));
      world
          .wait(Duration.ofSeconds(1))
          .person()
          .ecs()
          .updateService(r -> r.cluster(Handmade.CLUSTER).service("acme").forceNewDeployment(true));
      world.run(Duration.ofMinutes(10)).converge();
      assertThat(version(world)).isEqualTo(now);
      assertThat(world.writes()).extracting(CallRecord::operation).containsExactly("TagResource");
      assertThat(world.journal().of(EventType.SECRET_ROTATED)).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertQuiet(world);
    }
  }

  @Test
  void a_revision_that_remembers_no_version_only_gets_it_recorded() {
    try (World world = converged(PLAIN)) {
      String version = version(world);
      String running = new Handmade(world.person(), "acme").service().taskDefinition();
      world
          .person()
          .ecs()
          .untagResource(r -> r.resourceArn(running).tagKeys(Ownership.SECRET_VERSION));
      world.restartOperator();
      world.forget().converge().passes(1);
      assertThat(version(world)).isEqualTo(version);
      assertThat(world.writes()).extracting(CallRecord::operation).containsExactly("TagResource");
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).as("it is a note").isEmpty();
    }
  }

  @Test
  void a_rotation_back_to_the_earlier_version_is_a_rollout_too() {
    try (World world = converged(PLAIN)) {
      String first = version(world);
      String second = rotate(world, good("second"));
      world.passes(1).converge();
      world.wait(Duration.ofMinutes(5)).forget();
      world
          .person()
          .secretsManager()
          .updateSecretVersionStage(
              r ->
                  r.secretId(SECRET)
                      .versionStage("AWSCURRENT")
                      .moveToVersionId(first)
                      .removeFromVersionId(second));
      world.passes(1).converge();
      assertThat(version(world)).isEqualTo(first);
      assertThat(world.writes())
          .as("the revision of that version is there already")
          .extracting(CallRecord::operation)
          .containsExactly("UpdateService");
      assertThat(world.journal().of(EventType.SECRET_ROTATED)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"  policy: {drift: Alert}\n", "  policy: {paused: true}\n", "rotation: Alert"})
  void where_nothing_is_to_be_done_it_is_only_told(String how) {
    String told =
        how.startsWith(" ")
            ? PLAIN + how
            : PLAIN.replace("{secretName: " + SECRET, "{" + how + ", secretName: " + SECRET);
    try (World world = converged(PLAIN)) {
      world.desire(told).passes(1).forget();
      rotate(world, good("second"));
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.SECRET_ROTATED)).hasSize(1);
      assertThat(condition(world, "SecretCurrent").status()).isEqualTo(Condition.Status.False);
      assertThat(condition(world, "SecretCurrent").reason()).isEqualTo("SecretRotated");

      world.desire(PLAIN).passes(1).converge();
      assertTasksHaveTheCurrentVersion(world);
    }
  }

  @Test
  void with_alert_the_operator_goes_on_with_everything_else() {
    String alert = PLAIN.replace("{secretName", "{rotation: Alert, secretName");
    try (World world = converged(alert)) {
      String before = version(world);
      rotate(world, good("second"));
      world.passes(1).desire(alert + "  compute: {replicas: 2}\n").converge();
      assertThat(new Handmade(world.person(), "acme").service().runningCount()).isEqualTo(2);
      assertThat(version(world)).isEqualTo(before);
      world.desire(alert + "  server: {environment: {A: b}}\n").converge();
      assertThat(version(world)).as("an edit starts tasks anew").isNotEqualTo(before);
      assertThat(condition(world, "SecretCurrent").status()).isEqualTo(Condition.Status.True);
    }
  }

  @Test
  void with_verified_keys_a_version_that_will_not_do_is_not_rolled_out_and_the_next_good_one_is() {
    String verified = PLAIN.replace("{secretName", "{verifyKeys: true, secretName");
    try (World world = converged(verified)) {
      String before = version(world);
      rotate(world, NO_KEYS);
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(version(world)).isEqualTo(before);
      assertThat(condition(world, Condition.DEGRADED).reason()).isEqualTo("SecretInvalid");
      assertThat(condition(world, "SecretCurrent").status()).isEqualTo(Condition.Status.False);
      assertThat(new Handmade(world.person(), "acme").service().runningCount()).isEqualTo(1);

      String now = rotate(world, good("third"));
      world.passes(1).converge();
      assertThat(version(world)).isEqualTo(now);
      assertThat(rollouts(world)).isEqualTo(1);
    }
  }

  @Test
  void without_verified_keys_the_circuit_breaker_keeps_the_old_tasks_and_the_reason_is_told() {
    try (World world = converged(PLAIN)) {
      String good = new Handmade(world.person(), "acme").service().taskDefinition();
      rotate(world, NO_KEYS);
      world.run(ROLLBACK);
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(new Handmade(world.person(), "acme").service().taskDefinition()).isEqualTo(good);
      assertThat(new Handmade(world.person(), "acme").service().runningCount()).isEqualTo(1);
      assertThat(condition(world, Condition.DEGRADED).reason()).isEqualTo("RolledBack");
      assertThat(condition(world, Condition.DEGRADED).message())
          .contains("lacks a key", "until the spec, the secret");

      assertQuiet(world);
      world.restartOperator();
      assertQuiet(world);
      assertThat(condition(world, Condition.DEGRADED).reason()).isEqualTo("RolledBack");

      String now = rotate(world, good("third"));
      world.passes(1).converge();
      assertThat(version(world)).isEqualTo(now);
      assertThat(rollouts(world)).isEqualTo(1);
      assertTasksHaveTheCurrentVersion(world);
    }
  }

  @Test
  void SM04_a_secret_scheduled_for_deletion_alerts_with_the_date_and_rolls_nothing() {
    try (World world = converged(PLAIN)) {
      rotate(world, good("second"));
      world.person().secretsManager().deleteSecret(r -> r.secretId(SECRET));
      String day = world.clock().instant().toString().substring(0, 10);
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(condition(world, Condition.DEGRADED).reason())
          .isEqualTo("SecretScheduledForDeletion");
      assertThat(condition(world, Condition.DEGRADED).message()).contains(day, "RestoreSecret");
      world.person().secretsManager().restoreSecret(r -> r.secretId(SECRET));
      world.passes(1).converge();
      assertTasksHaveTheCurrentVersion(world);
    }
  }

  @Test
  void SM02_a_secret_that_was_deleted_and_made_again_is_one_new_revision() {
    try (World world = converged(PLAIN)) {
      var secrets = world.person().secretsManager();
      secrets.deleteSecret(r -> r.secretId(SECRET).forceDeleteWithoutRecovery(true));
      secrets.createSecret(r -> r.name(SECRET).secretString(good("again")));
      world.forget().passes(1).converge();
      assertThat(rollouts(world)).isEqualTo(1);
      assertTasksHaveTheCurrentVersion(world);
      assertQuiet(world);
    }
  }

  @Test
  void X13_dying_at_any_call_of_a_rotation_neither_repeats_nor_forgets_it() {
    try (World world = converged(PLAIN)) {
      String now = rotate(world, good("second"));
      Deaths deaths = Deaths.of(world);
      Inventory undisturbed = Inventory.of(world.passes(1).converge());
      assertThat(rollouts(world)).isEqualTo(1);
      deaths.each(
          next -> {
            next.passes(1).converge();
            assertThat(version(next)).isEqualTo(now);
            assertThat(rollouts(next)).isEqualTo(1);
            assertThat(next.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
            assertQuiet(next);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void late_reads_neither_repeat_a_rotation_nor_take_it_back(long seed) {
    try (World world = World.seeded(seed).desire(PLAIN).converge().passes(1)) {
      world.lag(5).shuffle().forget();
      String now = rotate(world, good("second"));
      world.passes(4).converge().passes(4);
      assertThat(version(world)).isEqualTo(now);
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.calm();
      assertQuiet(world);
    }
  }

  @Test
  void a_list_that_lags_behind_is_not_believed_and_one_rotation_rolls_one_of_many() {
    StringBuilder sites = new StringBuilder();
    try (World world = World.empty()) {
      for (int i = 0; i < 7; i++) {
        world.secret("purple-mcp/site-" + i);
        sites
            .append(i == 0 ? "" : "---\n")
            .append(Yaml.minimal("site-" + i).replace("quickstart", "site-" + i));
      }
      world.desire(sites.toString()).converge().passes(1).forget();
      world
          .person()
          .secretsManager()
          .putSecretValue(r -> r.secretId("purple-mcp/site-3").secretString(good("second")));
      world.passes(1).converge();
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(world.journal().of(EventType.SECRET_ROTATED))
          .singleElement()
          .matches(event -> event.field("deployment").equals("site-3"));
      assertQuiet(world);
    }
  }

  private static World converged(String yaml) {
    World world = World.converged(yaml).passes(1);
    // What was rotated before the tasks started is not what is asked here.
    return world.wait(Duration.ofMinutes(2)).forget();
  }

  private static String good(String token) {
    return "{\"PURPLEMCP_CONSOLE_TOKEN\":\""
        + token
        + "\",\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.example.com\"}";
  }

  private static String rotate(World world, String value) {
    String version =
        world
            .person()
            .secretsManager()
            .putSecretValue(r -> r.secretId(SECRET).secretString(value))
            .versionId();
    world.forget();
    return version;
  }

  /** What the running revision remembers. */
  private static String version(World world) {
    String running = new Handmade(world.person(), "acme").service().taskDefinition();
    return world
        .person()
        .ecs()
        .describeTaskDefinition(r -> r.taskDefinition(running).include(TaskDefinitionField.TAGS))
        .tags()
        .stream()
        .filter(tag -> tag.key().equals(Ownership.SECRET_VERSION))
        .map(Tag::value)
        .findFirst()
        .orElse("");
  }

  private static long rollouts(World world) {
    List<String> calls = world.writes().stream().map(CallRecord::operation).toList();
    assertThat(calls.stream().filter("RegisterTaskDefinition"::equals).count())
        .isEqualTo(calls.stream().filter("UpdateService"::equals).count());
    return calls.stream().filter("UpdateService"::equals).count();
  }

  private static void assertQuiet(World world) {
    world.forget().passes(4);
    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.SECRET_ROTATED)).hasSizeLessThanOrEqualTo(1);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }

  private static Condition condition(World world, String type) {
    return world.status("acme").condition(type).orElseThrow();
  }

  private static void assertTasksHaveTheCurrentVersion(World world) {
    Instant changed =
        world.person().secretsManager().describeSecret(r -> r.secretId(SECRET)).lastChangedDate();
    var ecs = world.person().ecs();
    List<String> tasks = ecs.listTasks(r -> r.cluster(Handmade.CLUSTER)).taskArns();
    assertThat(ecs.describeTasks(r -> r.cluster(Handmade.CLUSTER).tasks(tasks)).tasks())
        .isNotEmpty()
        .allMatch(task -> task.createdAt().isAfter(changed));
  }
}
