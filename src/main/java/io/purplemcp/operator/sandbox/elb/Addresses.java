package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * The IPv4 addresses of a subnet that can be given away.
 *
 * @param cidr {@code 10.0.0.0/24}
 */
record Addresses(String cidr) {
  /** AWS keeps the first four addresses of a subnet and the last. */
  private static final int RESERVED = 4;

  /** The lowest address that is not in use. */
  String free(Collection<String> used) {
    String[] parts = cidr.split("/");
    long network = 0;
    for (String octet : parts[0].split("\\.")) {
      network = network << 8 | Integer.parseInt(octet);
    }
    long first = network;
    long size = 1L << 32 - Integer.parseInt(parts[1]);
    return LongStream.range(first + RESERVED, first + size - 1)
        .mapToObj(Addresses::dotted)
        .filter(address -> !used.contains(address))
        .findFirst()
        .orElseThrow(
            () -> AwsError.badRequest("InvalidSubnet", "Not enough IP space available in " + cidr));
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }
}
