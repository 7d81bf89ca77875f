package io.purplemcp.operator.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many sites in one target and one cluster. */
public final class Fleet {
  private Fleet() {}

  public static String of(int sites) {
    return IntStream.range(0, sites)
        .mapToObj(i -> Yaml.withLoadBalancer("site-%03d".formatted(i)))
        .collect(Collectors.joining("---\n"));
  }
}
