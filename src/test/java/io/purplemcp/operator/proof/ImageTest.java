package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.ecr.Registry;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TD13, SV20: what runs is what was asked, also when the registry changes under a tag. */
class ImageTest {
  private static final String ALERT = Yaml.minimal("acme");
  private static final String ROLL =
      ALERT.replace("spec:\n", "spec:\n  imagePolicy: {onTagMove: Roll}\n");
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  @Test
  void TD13_a_moved_tag_is_told_once_and_rolls_nothing_unless_that_is_asked() {
    try (World world = converged(ALERT)) {
      assertThat(image(world).reason()).isEqualTo("ImageCurrent");
      String before = digest(world);
      String now = push(world, manifest("second"));
      until(world, "ImageDrift");
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertThat(image(world).status()).isEqualTo(Condition.Status.False);
      assertThat(image(world).message())
          .contains(before.substring(0, 15) + "… → " + now.substring(0, 15));
      assertThat(world.journal().of(EventType.IMAGE_MOVED)).hasSize(1);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void TD13_with_roll_a_moved_tag_is_one_rollout_with_its_cause_and_then_it_is_quiet() {
    try (World world = converged(ROLL)) {
      String now = push(world, manifest("second"));
      until(world, "ImageDrift");
      world.converge();
      assertThat(digest(world)).isEqualTo(now);
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(world.journal().of(EventType.IMAGE_MOVED)).hasSize(1);
      assertThat(world.journal().of(EventType.CHANGE_APPLIED))
          .hasSize(2)
          .allMatch(event -> event.field("reason").equals("TAG_MOVE"));
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertQuiet(world);
      assertThat(image(world).reason()).isEqualTo("ImageCurrent");
      world.restartOperator();
      assertQuiet(world);
    }
  }

  @Test
  void TD13_the_tags_of_the_operator_s_registry_and_of_an_index_s_images_count_alike() {
    try (World world = World.empty()) {
      var ecr = world.person().ecr();
      ecr.createRepository(r -> r.repositoryName("acme/purple-mcp"));
      ecr.putImage(
          r ->
              r.repositoryName("acme/purple-mcp")
                  .imageManifest(index("first", "arm64"))
                  .imageTag("stable"));
      world
          .desire(
              ROLL.replace(
                  "spec:\n",
                  "spec:\n"
                      + "  image:"
                      + " 111122223333.dkr.ecr.us-east-1.amazonaws.com/acme/purple-mcp:stable\n"))
          .converge()
          .passes(1)
          .forget();
      assertThat(image(world).reason()).isEqualTo("ImageCurrent");
      String now =
          ecr.putImage(
                  r ->
                      r.repositoryName("acme/purple-mcp")
                          .imageManifest(index("second", "arm64"))
                          .imageTag("stable"))
              .image()
              .imageId()
              .imageDigest();
      world.forget();
      until(world, "ImageDrift");
      world.converge();
      assertThat(digest(world)).isEqualTo(now);
      assertThat(rollouts(world)).isEqualTo(1);
    }
  }

  @Test
  void X32_an_image_that_does_not_run_is_rolled_back_and_held_until_the_tag_moves_again() {
    try (World world = converged(ROLL)) {
      String good = digest(world);
      push(world, index("for the wrong processor", "amd64"));
      until(world, "ImageDrift");
      world.run(ROLLBACK);
      assertThat(rollouts(world)).isEqualTo(1);
      assertThat(digest(world)).isEqualTo(good);
      Condition degraded = world.status("acme").condition(Condition.DEGRADED).orElseThrow();
      assertThat(degraded.reason()).isEqualTo("RolledBack");
      assertThat(degraded.message()).contains("compute.architecture");
      assertQuiet(world);
      world.restartOperator();
      assertQuiet(world);
      assertThat(world.status("acme").condition(Condition.DEGRADED).orElseThrow().reason())
          .isEqualTo("RolledBack");

      String mended = push(world, manifest("third"));
      world.run(Duration.ofMinutes(15)).converge();
      assertThat(digest(world)).isEqualTo(mended);
      assertThat(rollouts(world)).isEqualTo(1);
    }
  }

  @Test
  void an_image_that_is_named_by_its_digest_never_asks_the_registry() {
    try (World world = converged(ALERT)) {
      String pinned =
          ALERT.replace("spec:\n", "spec:\n  image: " + vendor() + "@" + digest(world) + "\n");
      world.desire(pinned).converge().forget().passes(3);
      push(world, manifest("second"));
      world.run(Duration.ofMinutes(30));
      assertThat(lookups(world)).isZero();
      assertThat(image(world).reason()).isEqualTo("ImageCurrent");
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void another_registry_is_not_looked_up_and_that_is_said_once() {
    try (World world =
        World.converged(
            ROLL.replace("spec:\n", "spec:\n  image: public.ecr.aws/acme/purple-mcp:2\n"))) {
      world.passes(5);
      assertThat(image(world).status()).isEqualTo(Condition.Status.Unknown);
      assertThat(image(world).reason()).isEqualTo("ImageUnknown");
      assertThat(told(world, "ImageUnknown")).isEqualTo(1);
      assertThat(lookups(world)).isZero();
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void a_registry_that_denies_the_lookup_is_said_once_and_nothing_else_comes_of_it() {
    try (World world = World.empty().deny("ecr", "BatchGetImage").desire(ROLL).converge()) {
      world.passes(10);
      assertThat(image(world).status()).isEqualTo(Condition.Status.Unknown);
      assertThat(image(world).message()).contains("ecr:BatchGetImage");
      assertThat(told(world, "ImageUnknown")).isEqualTo(1);
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertQuiet(world);
    }
  }

  @Test
  void the_vendor_s_registry_is_asked_in_its_own_region_wherever_the_tasks_run() {
    String abroad = ALERT.replace("region: us-east-1", "region: eu-central-1");
    try (World world = World.converged(abroad).passes(1)) {
      assertThat(image(world).reason()).isEqualTo("ImageCurrent");
    }
  }

  @Test
  void X24_lookups_are_few() {
    try (World world = converged(ALERT + "---\n" + Yaml.minimal("beta"))) {
      world.passes(20);
      assertThat(lookups(world)).as("in twenty minutes, for both").isLessThanOrEqualTo(2);
      assertThat(world.sandbox().calls())
          .extracting(CallRecord::operation)
          .doesNotContain("DescribeTasks");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{drift: Alert}", "{paused: true}"})
  void where_nothing_is_to_be_done_it_is_only_told(String policy) {
    try (World world = converged(ROLL)) {
      world.desire(ROLL + "  policy: " + policy + "\n").passes(1);
      push(world, manifest("second"));
      until(world, "ImageDrift");
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.IMAGE_MOVED)).hasSize(1);
    }
  }

  @Test
  void X13_dying_at_any_call_of_the_rollout_neither_repeats_nor_forgets_it() {
    try (World world = converged(ROLL)) {
      String now = push(world, manifest("second"));
      Deaths deaths = Deaths.of(world);
      Inventory undisturbed = Inventory.of(world.passes(2).converge());
      assertThat(rollouts(world)).isEqualTo(1);
      deaths.each(
          next -> {
            next.passes(1).converge();
            assertThat(digest(next)).isEqualTo(now);
            assertThat(rollouts(next)).isEqualTo(1);
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
            assertThat(next.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
            assertQuiet(next);
          });
    }
  }

  @Test
  void a_rotation_and_a_moved_tag_at_the_same_time_are_one_rollout() {
    try (World world = converged(ROLL)) {
      String now = push(world, manifest("second"));
      until(world, "ImageDrift", () -> rotate(world));
      world.converge().passes(1);
      assertThat(digest(world)).isEqualTo(now);
      assertThat(world.status("acme").condition("SecretCurrent").orElseThrow().reason())
          .isEqualTo("SecretCurrent");
      assertThat(rollouts(world)).isLessThanOrEqualTo(2);
      assertQuiet(world);
    }
  }

  private static void rotate(World world) {
    world
        .person()
        .secretsManager()
        .putSecretValue(
            r ->
                r.secretId("purple-mcp/quickstart")
                    .secretString(
                        "{\"PURPLEMCP_CONSOLE_TOKEN\":\"another\","
                            + "\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://console.example.com\"}"));
  }

  private static World converged(String yaml) {
    World world = World.converged(yaml).passes(1);
    return world.wait(Duration.ofMinutes(2)).forget();
  }

  private static String manifest(String what) {
    return "{\"schemaVersion\":2,\"annotations\":{\"what\":\"" + what + "\"}}";
  }

  private static String index(String what, String architecture) {
    return "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"sha256:"
        + "c".repeat(64)
        + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\""
        + architecture
        + "\"}}],\"annotations\":{\"what\":\""
        + what
        + "\"}}";
  }

  private static String vendor() {
    return "709825985650.dkr.ecr.us-east-1.amazonaws.com/" + Registry.VENDOR_PRODUCT;
  }

  /** Moves the vendor's latest. */
  private static String push(World world, String manifest) {
    String digest =
        world
            .person()
            .ecr()
            .putImage(
                r ->
                    r.registryId(Registry.VENDOR_ACCOUNT)
                        .repositoryName(Registry.VENDOR_PRODUCT)
                        .imageManifest(manifest)
                        .imageTag("latest"))
            .image()
            .imageId()
            .imageDigest();
    world.forget();
    return digest;
  }

  private static void until(World world, String reason) {
    until(world, reason, () -> {});
  }

  /** A tag's digest is remembered for some minutes. */
  private static void until(World world, String reason, Runnable before) {
    before.run();
    for (int i = 0; i < 15 && !image(world).reason().equals(reason); i++) {
      world.passes(1);
    }
    assertThat(image(world).reason()).isEqualTo(reason);
  }

  private static Condition image(World world) {
    return world.status("acme").condition("ImageCurrent").orElseThrow();
  }

  private static String digest(World world) {
    var ecs = world.person().ecs();
    List<String> tasks =
        ecs.listTasks(r -> r.cluster(Handmade.CLUSTER).serviceName("acme")).taskArns();
    List<String> digests =
        ecs.describeTasks(r -> r.cluster(Handmade.CLUSTER).tasks(tasks)).tasks().stream()
            .map(task -> task.containers().get(0).imageDigest())
            .filter(each -> each != null)
            .distinct()
            .toList();
    assertThat(digests).hasSize(1);
    return digests.get(0);
  }

  private static long rollouts(World world) {
    List<String> calls = world.writes().stream().map(CallRecord::operation).toList();
    assertThat(calls).containsOnly("RegisterTaskDefinition", "UpdateService");
    return calls.stream().filter("UpdateService"::equals).count();
  }

  private static long lookups(World world) {
    return world.sandbox().calls().stream()
        .filter(call -> call.caller().contains(World.OPERATOR_KEY))
        .filter(call -> call.operation().equals("BatchGetImage"))
        .count();
  }

  private static long told(World world, String reason) {
    return world.journal().of(EventType.NOTICE).stream()
        .filter(event -> event.field("reason").equals(reason))
        .count();
  }

  private static void assertQuiet(World world) {
    world.forget().passes(12);
    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }
}
