package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.testing.CallTable;
import io.purplemcp.operator.testing.Fleet;
import io.purplemcp.operator.testing.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X24: what a steady state costs in AWS calls. */
class CallBudgetTest {
  private static final int PASSES = 10;

  @ParameterizedTest
  @CsvSource({"1, 16", "100, 4"})
  void X24_a_steady_pass_stays_within_its_calls_per_deployment(int sites, int perDeployment) {
    stays(Fleet.of(sites), sites, perDeployment);
  }

  @ParameterizedTest
  @CsvSource("40, 2")
  void X24_behind_one_gateway_a_deployment_costs_two_calls(int sites, int perDeployment) {
    stays(Fleet.attached(sites), sites, perDeployment);
  }

  @ParameterizedTest
  @CsvSource({"1, 18", "10, 7"})
  void X24_a_web_acl_costs_a_look_at_the_secret_and_a_look_at_itself_in_turn(
      int sites, int perDeployment) {
    stays(Fleet.guarded(sites), sites, perDeployment);
  }

  private static void stays(String fleet, int sites, int perDeployment) {
    try (World world =
        World.empty()
            .settings(World.UNHURRIED.withResync(Duration.ofMinutes(1)))
            .pace(Duration.ofMinutes(3))
            .clientsToken("purple-mcp/clients", "a-token-".repeat(5))
            .desire(fleet)
            .converge()
            .passes(1)) {
      world.forget().passes(PASSES);
      CallTable calls = CallTable.of(world.sandbox().calls());
      assertThat(calls.total())
          .as("calls of %d steady passes over %d deployments:%n%s", PASSES, sites, calls)
          .isLessThanOrEqualTo((long) PASSES * sites * perDeployment);
      assertThat(world.writes()).isEmpty();
    }
  }
}
