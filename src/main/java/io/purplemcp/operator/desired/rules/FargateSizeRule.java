package io.purplemcp.operator.desired.rules;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU and memory are a pair that Fargate knows; the table of the ECS developer guide's "Task CPU
 * and memory".
 */
public final class FargateSizeRule implements Rule {
  private static final int GIB = 1024;
  private static final String CPU = "/spec/compute/cpu";
  private static final String MEMORY = "/spec/compute/memory";

  /** From, to and step, in MiB. */
  private record Sizes(int from, int to, int step) {
    boolean allow(int memory) {
      return memory >= from && memory <= to && (memory - from) % step == 0;
    }

    @Override
    public String toString() {
      return from + " to " + to + " in steps of " + step;
    }
  }

  private static final List<Integer> CPUS = List.of(256, 512, 1024, 2048, 4096, 8192, 16384);
  private static final List<Integer> SMALLEST = List.of(GIB / 2, GIB, 2 * GIB);

  private static final Map<Integer, Sizes> BY_CPU =
      Map.of(
          512, new Sizes(GIB, 4 * GIB, GIB),
          1024, new Sizes(2 * GIB, 8 * GIB, GIB),
          2048, new Sizes(4 * GIB, 16 * GIB, GIB),
          4096, new Sizes(8 * GIB, 30 * GIB, GIB),
          8192, new Sizes(16 * GIB, 60 * GIB, 4 * GIB),
          16384, new Sizes(32 * GIB, 120 * GIB, 8 * GIB));

  @Override
  public List<String> reads() {
    return List.of(CPU, MEMORY, "/spec/compute/capacityProviders");
  }

  @Override
  public void check(PurpleMcpDeployment deployment, Verdict verdict) {
    ComputeSpec compute = deployment.spec().compute();
    if (!compute.onFargate()) {
      return;
    }
    if (!CPUS.contains(compute.cpu())) {
      verdict.reject(
          CPU, "allowed: " + CPUS.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      return;
    }
    Sizes sizes = BY_CPU.get(compute.cpu());
    boolean known =
        sizes == null ? SMALLEST.contains(compute.memory()) : sizes.allow(compute.memory());
    if (!known) {
      String allowed = sizes == null ? "512, 1024, 2048" : sizes.toString();
      verdict.reject(
          verdict.isGiven(MEMORY) ? MEMORY : CPU,
          "Fargate has no tasks of cpu "
              + compute.cpu()
              + " with memory "
              + compute.memory()
              + "; with this cpu memory may be "
              + allowed
              + " MiB");
    }
  }
}
