package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is deleted by accident, and what is deleted goes in the order that AWS needs. */
class DeletionTest {
  private static final String KEPT = other("kept", "Retain");

  /** Longer than anything in a teardown takes by itself: a load balancer's interfaces linger. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  @Test
  void X16_a_deployment_that_leaves_the_desired_state_is_retained_by_default() {
    try (World world = both("Retain")) {
      world.forget().desire(KEPT);
      untilNothingGoes(world);
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .singleElement()
          .matches(event -> event.field("deployment").equals("acme"));
    }
  }

  @Test
  void SV11_with_delete_everything_goes_service_first_and_role_last_and_the_shared_things_stay() {
    Inventory before;
    try (World world = World.empty().secret("purple-mcp/kept").desire(KEPT).converge()) {
      before = Inventory.of(world);
    }
    try (World world = both("Delete")) {
      world.forget().desire(KEPT);
      untilNothingGoes(world);
      assertThat(Inventory.of(world)).isEqualTo(before);
      assertThat(deletions(world))
          .containsSubsequence("DeleteService", "DeleteLoadBalancer", "DeleteTargetGroup")
          .containsSubsequence("DeleteLoadBalancer", "DeleteSecurityGroup")
          .containsSubsequence("DeleteService", "DeleteRole")
          .doesNotContain("DeleteCluster", "DeleteLogGroup");
      assertThat(deletions(world).get(deletions(world).size() - 1)).isEqualTo("DeleteRole");
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED)).hasSize(1);
    }
  }

  @Test
  void X13_a_teardown_survives_a_crash_at_every_call() {
    try (World world = both("Delete")) {
      Deaths deaths = Deaths.of(world);
      untilNothingGoes(world.desire(KEPT));
      Inventory undisturbed = Inventory.of(world);
      deaths.each(
          next -> {
            untilNothingGoes(next);
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
          });
    }
  }

  @Test
  void X06_more_than_half_of_the_deployments_at_once_is_held_back() {
    String three = other("one", "Delete") + "---\n" + other("two", "Delete") + "---\n" + KEPT;
    try (World world =
        World.empty()
            .secret("purple-mcp/one")
            .secret("purple-mcp/two")
            .secret("purple-mcp/kept")
            .desire(three)
            .converge()
            .forget()) {
      world.desire(KEPT);
      untilNothingGoes(world);
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .hasSize(2)
          .allMatch(event -> event.message().contains("purple.deletion.max-percent"));
    }
  }

  @Test
  void X09_a_renamed_deployment_is_not_deleted_under_its_old_name() {
    String acme = deletable(Yaml.withLoadBalancer("acme"));
    try (World world = World.converged(acme).forget()) {
      world.desire(acme.replace("name: acme", "name: acme2")).converge();
      untilNothingGoes(world);
      assertThat(deletions(world)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_ORPHANED))
          .singleElement()
          .matches(event -> event.message().contains("renaming"));
    }
  }

  @Test
  void X09_a_renaming_is_planned_as_what_it_is() {
    String acme = Yaml.withLoadBalancer("acme");
    try (World world = World.converged(acme)) {
      world.desire(acme.replace("name: acme", "name: acme2"));
      assertThat(notices(world, "acme"))
          .singleElement(STRING)
          .contains("acme2", "looks like a renaming", "stay as they are", "delete acme");
      world.converge();
      assertThat(notices(world, "acme")).as("once there are two, it is no news").isEmpty();
    }
  }

  @Test
  void X09_a_secret_that_several_deployments_use_says_nothing_of_a_renaming() {
    String acme = Yaml.withLoadBalancer("acme");
    String second = acme.replace("name: acme", "name: acme2");
    try (World world = World.converged(acme + "---\n" + second)) {
      world.desire(acme.replace("name: acme", "name: acme3"));
      assertThat(world.plan().get(0).deployments())
          .extracting(DeploymentPlan::deployment)
          .containsExactly("acme3");
    }
  }

  private static List<String> notices(World world, String deployment) {
    return world.plan().stream()
        .flatMap(plan -> plan.deployments().stream())
        .filter(plan -> plan.deployment().equals(deployment))
        .flatMap(plan -> plan.findings().stream())
        .map(Finding::message)
        .toList();
  }

  @Test
  void X12_a_read_that_is_denied_is_never_taken_for_absence() {
    try (World world = World.converged(Yaml.withLoadBalancer("acme"))) {
      world.forget().deny("elasticloadbalancing", "DescribeLoadBalancers");
      world.passes(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .matches(
              event ->
                  event.field("reason").equals("Denied")
                      && event.message().contains("elasticloadbalancing:DescribeLoadBalancers"));
    }
  }

  /** Until a time has passed in which the operator wrote nothing. */
  private static void untilNothingGoes(World world) {
    int before = -1;
    while (world.writes().size() > before) {
      before = world.writes().size();
      world.run(LONGEST_WAIT);
    }
  }

  private static World both(String deletion) {
    String acme = Yaml.withLoadBalancer("acme") + "  policy: {deletion: " + deletion + "}\n";
    return World.empty()
        .settings(World.UNHURRIED)
        .secret("purple-mcp/kept")
        .desire(acme + "---\n" + KEPT)
        .converge();
  }

  /** A deployment with another console secret, so that it is no heir of the one that goes. */
  private static String other(String name, String deletion) {
    return Yaml.minimal(name)
            .replace("secretName: purple-mcp/quickstart", "secretName: purple-mcp/" + name)
        + "  policy: {deletion: "
        + deletion
        + "}\n";
  }

  private static String deletable(String yaml) {
    return yaml + "  policy: {deletion: Delete}\n";
  }

  private static List<String> deletions(World world) {
    return world.writes().stream()
        .map(CallRecord::operation)
        .filter(operation -> operation.startsWith("Delete"))
        .toList();
  }
}
