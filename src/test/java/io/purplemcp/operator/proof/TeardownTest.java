package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.Teardown;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code delete} takes one deployment down, whatever its policy, and nothing beside it. */
class TeardownTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");
  private static final String KEPT =
      Yaml.minimal("kept").replace("purple-mcp/quickstart", "purple-mcp/kept");

  /** Longer than any teardown in AWS. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Test
  void what_goes_and_what_stays_is_said_before_anything_is_done() throws Exception {
    try (World world = both()) {
      Teardown.Outlook outlook = world.forget().desire(KEPT).teardown("acme").look();

      assertThat(outlook.goes())
          .extracting(planned -> planned.change().resource().kind())
          .startsWith("Service")
          .endsWith("ExecutionRole")
          .contains("LoadBalancer", "TargetGroup", "SecurityGroup", "TaskDefinition");
      assertThat(outlook.goes())
          .filteredOn(planned -> planned.change().resource().kind().equals("LoadBalancer"))
          .allSatisfy(
              planned ->
                  assertThat(planned.change().disruption())
                      .hasValueSatisfying(
                          words -> assertThat(words).contains("lose their endpoint")));
      assertThat(outlook.stays())
          .anyMatch(line -> line.startsWith("Cluster/"))
          .anyMatch(line -> line.startsWith("LogGroup/"))
          .anyMatch(line -> line.startsWith("Secret/purple-mcp/quickstart"));
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void SV11_all_of_it_goes_in_aws_order_though_it_was_to_be_retained_and_the_rest_stays()
      throws Exception {
    Inventory without;
    try (World world = World.empty().secret("purple-mcp/kept").desire(KEPT).converge()) {
      without = Inventory.of(world);
    }
    try (World world = both()) {
      world.forget().desire(KEPT);
      assertThat(run(world, world.teardown("acme"))).isInstanceOf(Teardown.Progress.Gone.class);

      assertThat(Inventory.of(world)).isEqualTo(without);
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .containsSubsequence("DeleteService", "DeleteLoadBalancer", "DeleteSecurityGroup")
          .doesNotContain("DeleteCluster", "DeleteLogGroup");
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED)).hasSize(1);
      assertThat(world.status("kept")).isNotNull();
    }
  }

  @Test
  void X13_broken_off_at_any_call_it_goes_on_where_it_was() throws Exception {
    try (World world = both()) {
      Deaths deaths = Deaths.of(world.desire(KEPT));
      run(world, world.teardown("acme"));
      Inventory undisturbed = Inventory.of(world);
      assertThat(deaths.count()).isGreaterThan(12);
      deaths.each(
          next -> {
            assertThat(run(next, next.teardown("acme"))).isInstanceOf(Teardown.Progress.Gone.class);
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
          });
    }
  }

  @Test
  void what_does_not_exist_is_gone_after_two_looks() throws Exception {
    try (World world = World.empty()) {
      assertThat(world.teardown("nobody").look().goes()).isEmpty();
      assertThat(run(world, world.teardown("nobody"))).isInstanceOf(Teardown.Progress.Gone.class);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void a_denied_deletion_stops_it_with_the_missing_permission_named() throws Exception {
    try (World world = both()) {
      world.desire(KEPT).deny("ecs", "DeleteService");

      assertThat(run(world, world.teardown("acme")))
          .isInstanceOfSatisfying(
              Teardown.Progress.Stuck.class,
              stuck -> assertThat(stuck.why()).contains("ecs:DeleteService"));
      world.calm();
      assertThat(run(world, world.teardown("acme"))).isInstanceOf(Teardown.Progress.Gone.class);
    }
  }

  /** Until it ends, with the time passing that it asks for. */
  private static Teardown.Progress run(World world, Teardown teardown) throws Exception {
    var limit = world.clock().instant().plus(PATIENCE);
    Teardown.Progress progress = teardown.step();
    while (progress instanceof Teardown.Progress.Later later) {
      assertThat(world.clock().instant()).isBefore(limit);
      world.clock().advance(later.delay());
      progress = teardown.step();
    }
    return progress;
  }

  private static World both() {
    return World.empty()
        .settings(World.UNHURRIED)
        .secret("purple-mcp/kept")
        .desire(ACME + "---\n" + KEPT)
        .converge();
  }
}
