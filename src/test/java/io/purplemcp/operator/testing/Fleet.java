package io.purplemcp.operator.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many sites in one target and one cluster. */
public final class Fleet {
  private Fleet() {}

  /** The same behind one gateway. */
  public static String attached(int sites) {
    return Yaml.gateway("shared")
        + "---\n"
        + IntStream.range(0, sites)
            .mapToObj(i -> Yaml.attached("site-%03d".formatted(i), "shared"))
            .collect(Collectors.joining("---\n"));
  }

  /** Each with a web ACL of its own, and one token for all of their clients. */
  public static String guarded(int sites) {
    return IntStream.range(0, sites)
        .mapToObj(
            i ->
                Yaml.withLoadBalancer("site-%03d".formatted(i))
                    + "    authentication:\n"
                    + "      type: bearer\n"
                    + "      bearer: {secretName: purple-mcp/clients}\n")
        .collect(Collectors.joining("---\n"));
  }

  public static String of(int sites) {
    return IntStream.range(0, sites)
        .mapToObj(i -> Yaml.withLoadBalancer("site-%03d".formatted(i)))
        .collect(Collectors.joining("---\n"));
  }
}
