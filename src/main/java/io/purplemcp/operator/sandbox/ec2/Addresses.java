package io.purplemcp.operator.sandbox.ec2;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text forms of addresses. */
final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  static String ipv4(byte[] bytes) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(bytes[i])))
        .collect(Collectors.joining("."));
  }

  /** Lower case, the longest run of zero groups as {@code ::} (RFC 5952). */
  static String ipv6(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      int high = Byte.toUnsignedInt(bytes[2 * i]) << Byte.SIZE;
      groups[i] = high | Byte.toUnsignedInt(bytes[2 * i + 1]);
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return length < 2
        ? hex(groups, 0, GROUPS)
        : hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String hex(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }
}
