package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import io.purplemcp.operator.desired.loading.DesiredStateWatcher;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X05, X07: real files that break while the operator runs. What was good last stays in force, and
 * goes on being defended, until they are mended.
 */
class BrokenSourceTest {
  private static final String ACME =
      Yaml.withLoadBalancer("acme") + "  policy: {deletion: Delete}\n";
  private static final String OTHER = Yaml.minimal("other") + "  policy: {deletion: Delete}\n";

  @TempDir Path folder;
  private World world;
  private DesiredStateWatcher watcher;
  private DesiredSource source;

  @BeforeEach
  void converge() throws IOException {
    write("acme.yaml", ACME);
    write("other.yaml", OTHER);
    world = World.empty();
    watcher = new DesiredStateWatcher(List.of(folder));
    source =
        new DesiredSource(
            List.of(folder),
            new DesiredStateLoader(),
            watcher::poll,
            world.loop(),
            world.journal(),
            false);
    assertThat(source.load()).isTrue();
    world.run(Duration.ofMinutes(15));
    assertThat(world.board().all()).hasSize(2).allMatch(status -> status.is(Condition.READY));
    world.forget();
  }

  @AfterEach
  void close() throws IOException {
    watcher.close();
    world.close();
  }

  @Test
  void X07_a_document_that_does_not_parse_any_more_is_told_once_and_touches_nothing()
      throws IOException {
    write("acme.yaml", ACME.replace("spec:", "spec: [unclosed"));
    keepsTheLastGoodState("acme.yaml");
    mended();
  }

  @Test
  void X07_a_value_that_is_not_valid_any_more_is_told_with_its_path_and_touches_nothing()
      throws IOException {
    write("other.yaml", OTHER.replace("{region: us-east-1}", "{region: us-east-1, color: purple}"));
    keepsTheLastGoodState("spec.target.color");
    mended();
  }

  @Test
  void X07_a_file_that_is_cut_off_in_the_middle_of_being_written_touches_nothing()
      throws IOException {
    write("acme.yaml", ACME.substring(0, ACME.indexOf("network:") + 12));
    keepsTheLastGoodState("acme.yaml");
    mended();
  }

  @Test
  void X07_a_file_that_is_again_what_is_in_force_is_told_to_be_mended() throws IOException {
    write("acme.yaml", ACME.replace("spec:", "spec: [unclosed"));
    source.poll();
    world.forget();
    write("acme.yaml", ACME);
    source.poll();
    source.load();
    assertThat(world.journal().of(EventType.DESIRED_CHANGED))
        .singleElement()
        .satisfies(event -> assertThat(event.message()).contains("acme, other", "mended"));
    world.run(Duration.ofMinutes(5));
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void X05_a_directory_that_has_become_empty_deletes_nothing() throws IOException {
    Files.delete(folder.resolve("acme.yaml"));
    Files.delete(folder.resolve("other.yaml"));
    keepsTheLastGoodState("no deployment is declared");
    mended();
  }

  @Test
  void X05_a_directory_that_is_gone_deletes_nothing() throws IOException {
    Files.delete(folder.resolve("acme.yaml"));
    Files.delete(folder.resolve("other.yaml"));
    Files.delete(folder);
    keepsTheLastGoodState(folder.toString());
    Files.createDirectory(folder);
    mended();
  }

  @Test
  void X06_files_that_leave_one_by_one_are_held_back_by_the_share_that_may_go() throws IOException {
    write("third.yaml", Yaml.minimal("third"));
    source.poll();
    world.run(Duration.ofMinutes(15)).forget();
    Files.delete(folder.resolve("acme.yaml"));
    Files.delete(folder.resolve("other.yaml"));
    source.poll();
    world.run(Duration.ofMinutes(10));

    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
        .hasSize(2)
        .allMatch(event -> event.message().contains("purple.deletion.max-percent"));
  }

  private void keepsTheLastGoodState(String told) {
    for (int second = 0; second < 5; second++) {
      source.poll();
    }
    assertThat(world.journal().of(EventType.DESIRED_REJECTED))
        .as("told: %s", world.journal())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message())
                    .contains(told, "the last good desired state stays in force"));
    assertThat(source.deployments()).isEqualTo(2);
    world.run(Duration.ofMinutes(5));
    assertThat(world.writes()).isEmpty();
    defended();
  }

  /** Drift is still put right, by what was good last. */
  private void defended() {
    world
        .person()
        .ecs()
        .updateService(r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(0));
    world.run(Duration.ofMinutes(10));
    assertThat(new Handmade(world.person(), "acme").service().desiredCount()).isEqualTo(1);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
  }

  private void mended() throws IOException {
    world.forget();
    write(
        "acme.yaml",
        ACME.replace("scheme: internal", "scheme: internal\n    idleTimeoutSeconds: 600"));
    write("other.yaml", OTHER);
    source.poll();
    assertThat(world.journal().of(EventType.DESIRED_CHANGED)).hasSize(1);
    world.run(Duration.ofMinutes(5));
    assertThat(world.writes())
        .as("the change, and that it is in force")
        .extracting(CallRecord::operation)
        .containsExactly("ModifyLoadBalancerAttributes", "TagResource");
    assertThat(world.board().all()).hasSize(2).allMatch(status -> status.is(Condition.READY));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
