package io.purplemcp.operator.bench;

import io.purplemcp.operator.testing.CallTable;
import io.purplemcp.operator.testing.Fleet;
import io.purplemcp.operator.testing.World;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints what a converge from empty and a steady pass cost: AWS calls by operation, wall time with
 * sandbox and operator in one process, and the heap that is left after a collection.
 */
@Tag("bench")
class FleetBench {
  private static final int STEADY_PASSES = 10;

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void measure(int sites) {
    try (World world = World.empty().attentive()) {
      Duration converge = time(() -> world.desire(Fleet.of(sites)).converge().passes(1));
      print("N=" + sites + ", converge from empty", converge, world);
      world.forget();
      Duration steady = time(() -> world.passes(STEADY_PASSES));
      print("N=" + sites + ", " + STEADY_PASSES + " steady passes", steady, world);
      System.out.printf("N=%d, heap after a collection: %d MiB%n%n", sites, heap());
    }
  }

  private static void print(String what, Duration took, World world) {
    System.out.printf(
        "%s: %d ms%n%s", what, took.toMillis(), CallTable.of(world.sandbox().calls()));
  }

  private static Duration time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
