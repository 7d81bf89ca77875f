package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X24: how often a deployment is looked at that is on its way. */
class ProgressTest {
  @ParameterizedTest
  @CsvSource({"5, 10", "30, 60"})
  void X24_a_rollout_is_looked_at_in_proportion_to_the_setting(int progress, int seconds) {
    var settings =
        new EngineSettings(Duration.ofMinutes(30), Duration.ofSeconds(progress), 8, 50, 10);
    try (World world = World.empty().settings(settings).desire(Yaml.minimal("acme"))) {
      world.until(() -> rollsOut(world));
      assertThat(Duration.between(world.clock().instant(), world.loop().nextDue().orElseThrow()))
          .isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  private static boolean rollsOut(World world) {
    return world
        .board()
        .find("acme")
        .flatMap(status -> status.condition(Condition.PROGRESSING))
        .filter(condition -> condition.reason().equals("RolloutInProgress"))
        .isPresent();
  }
}
