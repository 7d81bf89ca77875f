package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eventual consistency: AWS's reads may lag behind its writes, and its lists have no order. */
class LagTest {
  private static final int STALE_BY = 5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void LB02_IA06_SV07_stale_reads_and_shuffled_lists_end_in_the_same_state(long seed) {
    Inventory punctual;
    try (World world = World.empty().desire(Yaml.withLoadBalancer("acme")).converge()) {
      punctual = Inventory.of(world);
    }
    try (World world = World.seeded(seed).lag(STALE_BY).shuffle()) {
      world.desire(Yaml.withLoadBalancer("acme")).converge().passes(3);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.calm();
      assertThat(Inventory.of(world)).isEqualTo(punctual);
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }
}
