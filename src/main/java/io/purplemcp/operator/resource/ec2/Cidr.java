package io.purplemcp.operator.resource.ec2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The form in which EC2 stores a range of addresses: host bits cleared, IPv6 compressed; SG01. */
final class Cidr {
  private static final int GROUPS = 8;

  private Cidr() {}

  static boolean ipv6(String cidr) {
    return cidr.indexOf(':') >= 0;
  }

  /**
   * @param cidr an address and a prefix length; a name is never looked up
   * @throws IllegalArgumentException when it is not a range of addresses
   */
  static String canonical(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(0, slash).matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("not a CIDR block: " + cidr);
    }
    int prefix = Integer.parseInt(cidr.substring(slash + 1));
    byte[] network = masked(address(cidr.substring(0, slash)), prefix);
    return (network.length == GROUPS * 2 ? ipv6(network) : ipv4(network)) + "/" + prefix;
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] network = address.clone();
    for (int bit = prefix; bit < network.length * Byte.SIZE; bit++) {
      network[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return network;
  }

  private static String ipv4(byte[] address) {
    return "%d.%d.%d.%d"
        .formatted(
            Byte.toUnsignedInt(address[0]),
            Byte.toUnsignedInt(address[1]),
            Byte.toUnsignedInt(address[2]),
            Byte.toUnsignedInt(address[3]));
  }

  /** RFC 5952: the longest run of two or more zero groups becomes {@code ::}. */
  private static String ipv6(byte[] address) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      int group =
          Byte.toUnsignedInt(address[2 * i]) << Byte.SIZE | Byte.toUnsignedInt(address[2 * i + 1]);
      groups.add(Integer.toHexString(group));
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return start < 0
        ? String.join(":", groups)
        : String.join(":", groups.subList(0, start))
            + "::"
            + String.join(":", groups.subList(start + length, GROUPS));
  }

  private static int zeros(List<String> groups, int from) {
    return (int)
        Arrays.stream(groups.subList(from, GROUPS).toArray()).takeWhile("0"::equals).count();
  }
}
