package io.purplemcp.operator.sandbox.ecs;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** CPU and memory of a task, in the forms that callers write and the sizes that Fargate has. */
final class TaskSize {
  private static final Pattern NUMBER = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu|gb)?");
  private static final BigDecimal PER_UNIT = BigDecimal.valueOf(1024);
  private static final int GIB = 1024;

  /** CPU units to the memory in MiB that goes with them: the developer guide's table. */
  private static final Map<Integer, int[]> FARGATE = new TreeMap<>();

  static {
    FARGATE.put(256, new int[] {512, GIB, 2 * GIB});
    FARGATE.put(512, gib(1, 4, 1));
    FARGATE.put(1024, gib(2, 8, 1));
    FARGATE.put(2048, gib(4, 16, 1));
    FARGATE.put(4096, gib(8, 30, 1));
    FARGATE.put(8192, gib(16, 60, 4));
    FARGATE.put(16384, gib(32, 120, 8));
  }

  private TaskSize() {}

  /**
   * CPU units as the integer string that AWS shows, null for null.
   *
   * @param written {@code 512}, {@code .5 vCPU}
   */
  static String cpu(String written) {
    return normalised(written, "vcpu", "cpu");
  }

  /**
   * MiB as the integer string that AWS shows, null for null.
   *
   * @param written {@code 1024}, {@code 1 GB}
   */
  static String memory(String written) {
    return normalised(written, "gb", "memory");
  }

  static boolean fitsFargate(int cpu, int memory) {
    return IntStream.of(FARGATE.getOrDefault(cpu, new int[0])).anyMatch(size -> size == memory);
  }

  private static String normalised(String written, String unit, String setting) {
    if (written == null) {
      return null;
    }
    Matcher matcher = NUMBER.matcher(written.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || (matcher.group(2) != null && !matcher.group(2).equals(unit))) {
      throw invalid(setting);
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    BigDecimal units = matcher.group(2) == null ? number : number.multiply(PER_UNIT);
    try {
      return Integer.toString(units.intValueExact());
    } catch (ArithmeticException e) {
      throw invalid(setting);
    }
  }

  private static RuntimeException invalid(String setting) {
    return EcsError.client("Invalid '" + setting + "' setting for task.");
  }

  private static int[] gib(int from, int to, int step) {
    return IntStream.iterate(from, size -> size <= to, size -> size + step)
        .map(size -> size * GIB)
        .toArray();
  }
}
