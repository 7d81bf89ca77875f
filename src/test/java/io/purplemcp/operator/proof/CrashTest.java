package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import org.junit.jupiter.api.Test;

/** X13: the process may die at any mutating call; the next one ends in the same state. */
class CrashTest {
  @Test
  void X13_dying_at_any_call_of_a_convergence_leaves_one_of_everything_in_the_end() {
    try (World world = World.empty().settings(World.UNHURRIED)) {
      Deaths deaths = Deaths.of(world);
      Inventory undisturbed = Inventory.of(world.desire(Yaml.withLoadBalancer("acme")).converge());
      assertThat(deaths.count()).isGreaterThan(20);
      deaths.each(
          next -> {
            next.converge();
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
            next.forget().passes(2);
            assertThat(next.writes()).isEmpty();
          });
    }
  }
}
