package io.purplemcp.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * X25: ten thousand reconciles in a small heap, with all that happens in a week: drift, failing
 * calls, new revisions, sites that come and go. What is left after a collection does not grow.
 */
@Tag("soak")
class SoakTest {
  private static final int RECONCILES = 10_000;
  private static final int SITES = 5;
  private static final int PASSES = RECONCILES / SITES;

  /** After this many passes something happens. */
  private static final int EVENTFUL = 10;

  /** How often the heap is looked at. */
  private static final int SAMPLES = 10;

  /** Of them the first, while classes are loaded and caches fill, say nothing. */
  private static final int WARM_UP = 3;

  /** What one more or less of ten looks may differ by: buffers, compiled code's constants. */
  private static final long NOISE_BYTES = 3L << 20;

  @Test
  void X25_the_heap_after_a_collection_does_not_grow() {
    List<Long> heap = new ArrayList<>();
    try (World world = World.empty().desire(sites(0)).converge()) {
      for (int pass = 1; pass <= PASSES; pass++) {
        if (pass % EVENTFUL == 0) {
          somethingHappens(world, pass / EVENTFUL);
        }
        world.passes(1).settle();
        if (pass % (PASSES / SAMPLES) == 0) {
          assertThat(world.journal().of(EventType.RECONCILE_FAILED).size()).isLessThan(PASSES);
          world.calm().converge().forget();
          heap.add(heapAfterCollection());
          System.out.printf(
              "%6d reconciles: %d KiB after a collection%n",
              pass * SITES, heap.get(heap.size() - 1) >> 10);
        }
        world.sandbox().forgetCalls();
      }
    }
    long early = heap.get(WARM_UP);
    long late = heap.get(heap.size() - 1);
    assertThat(late).as("heap by samples: %s", heap).isLessThan(early + NOISE_BYTES);
  }

  private static void somethingHappens(World world, int turn) {
    switch (turn % 4) {
      case 0 ->
          world
              .person()
              .ecs()
              .updateService(
                  r -> r.cluster(Handmade.CLUSTER).service("site-0").desiredCount(turn % 3));
      case 1 -> world.desire(sites(turn));
      case 2 ->
          world
              .sandbox()
              .chaos(
                  world
                      .sandbox()
                      .chaos()
                      .withFault(new Fault("*", "*", 7, 503, "ServiceUnavailable", null, null)));
      default -> world.restartOperator();
    }
  }

  /** Each turn another image for one of them, and another one that leaves. */
  private static String sites(int turn) {
    return IntStream.range(0, SITES)
        .filter(i -> turn == 0 || i == 0 || i != turn % SITES)
        .mapToObj(i -> site("site-" + i, i == 1 ? turn : 0))
        .collect(Collectors.joining("---\n"));
  }

  private static String site(String name, int version) {
    return Yaml.minimal(name)
            .replace(
                "console:", "image: public.ecr.aws/acme/purple-mcp:" + version + "\n  console:")
        + "  policy: {deletion: Delete, revisionHistoryLimit: 2}\n";
  }

  private static long heapAfterCollection() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
