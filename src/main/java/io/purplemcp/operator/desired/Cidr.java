package io.purplemcp.operator.desired;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IPv4 or IPv6 addresses. Security groups keep blocks in their canonical form only: host
 * bits cleared, IPv6 compressed and in lower case (RFC 5952).
 *
 * @param address the address as it was written, without the host bits
 * @param prefix how many leading bits are fixed
 * @param canonical the form in which EC2 gives the block back
 */
public record Cidr(InetAddress address, int prefix, String canonical) {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]{2,45})/(0|[1-9][0-9]{0,2})");
  private static final String OCTET = "(0|[1-9][0-9]{0,2})";
  private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

  /** No organisation holds more than a /8 of IPv4; what is wider is the internet. */
  private static final int WIDEST_IPV4 = 8;

  /** The largest allocations of IPv6 to a provider are /19; what is wider than /16 is no one's. */
  private static final int WIDEST_IPV6 = 16;

  /** RFC 1918, RFC 6598 (carriers), RFC 3927 (link-local) and RFC 4193 (IPv6). */
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "fc00::/7");

  /** The block that a text means, host bits cleared; empty when it means none. */
  public static Optional<Cidr> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(matcher.group(2));
    return address(matcher.group(1))
        .filter(address -> prefix <= address.getAddress().length * Byte.SIZE)
        .map(address -> of(masked(address.getAddress(), prefix), prefix));
  }

  /** Whether it is so wide that it restricts nobody. */
  public boolean isOpenToTheWorld() {
    return prefix < (address instanceof Inet6Address ? WIDEST_IPV6 : WIDEST_IPV4);
  }

  /** Whether every address of the other block is one of this block. */
  public boolean contains(Cidr other) {
    byte[] bytes = other.address.getAddress();
    return bytes.length == address.getAddress().length
        && prefix <= other.prefix
        && masked(bytes, prefix).equals(address);
  }

  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** Whether none of its addresses is routed on the internet. */
  public boolean isPrivate() {
    return PRIVATE.stream()
        .map(Cidr::parse)
        .flatMap(Optional::stream)
        .anyMatch(p -> p.contains(this));
  }

  private static Cidr of(InetAddress network, int prefix) {
    String text =
        network instanceof Inet6Address
            ? compressed(network.getAddress())
            : network.getHostAddress();
    return new Cidr(network, prefix, text + "/" + prefix);
  }

  /** Literals only: what could be a host's name never reaches the resolver. */
  private static Optional<InetAddress> address(String text) {
    boolean six = text.contains(":");
    if (!six && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return Optional.of(address).filter(each -> six == each instanceof Inet6Address);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static InetAddress masked(byte[] bytes, int prefix) {
    byte[] network = bytes.clone();
    for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
      network[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  /** RFC 5952: the first longest run of two or more zero groups is left out. */
  private static String compressed(byte[] bytes) {
    int[] groups = new int[bytes.length / 2];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << Byte.SIZE | bytes[2 * i + 1] & 0xff;
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return length == 1
        ? joined(groups, 0, groups.length)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, groups.length);
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String joined(int[] groups, int from, int to) {
    return String.join(
        ":", Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).toList());
  }
}
