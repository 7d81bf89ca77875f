package io.purplemcp.operator.resource.elb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses the priorities of rules: from the host name, so that the same name is given the same one,
 * and the next that is free where two names meet (LB03). Rules that only look at different hosts
 * exclude each other, so that their order means nothing.
 */
final class Priorities {
  /** ELB's range is 1 to 50000. */
  static final int LOWEST = 50_000;

  private Priorities() {}

  static Optional<Integer> parse(String text) {
    return text.matches("[1-9][0-9]{0,4}")
        ? Optional.of(Integer.valueOf(text)).filter(priority -> priority <= LOWEST)
        : Optional.empty();
  }

  /** The priority that a host name is given where it is free. */
  static int preferred(String hostName) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(hostName.getBytes(StandardCharsets.UTF_8));
      return 1 + Math.floorMod(ByteBuffer.wrap(hash).getInt(), LOWEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @param hostNames by the name of what is to be given a priority
   * @param taken what is not free
   */
  static Map<String, Integer> assign(Map<String, String> hostNames, Collection<Integer> taken) {
    Set<Integer> used = new HashSet<>(taken);
    Map<String, Integer> assigned = new TreeMap<>();
    new TreeMap<>(hostNames)
        .forEach(
            (name, hostName) -> {
              int priority = preferred(hostName);
              while (!used.add(priority)) {
                priority = priority % LOWEST + 1;
              }
              assigned.put(name, priority);
            });
    return assigned;
  }
}
