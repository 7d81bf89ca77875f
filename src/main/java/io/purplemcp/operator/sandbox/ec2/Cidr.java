package io.purplemcp.operator.sandbox.ec2;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses in canonical form: no bit is set behind the prefix.
 *
 * @param first the lowest address, as a number
 * @param prefix length in bits
 * @param bits 32 or 128
 */
record Cidr(BigInteger first, int prefix, int bits) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*/\\d{1,3}");

  static Optional<Cidr> ipv4(String text) {
    return IPV4.matcher(text).matches() ? parse(text, IPV4_BITS) : Optional.empty();
  }

  static Optional<Cidr> ipv6(String text) {
    return IPV6.matcher(text).matches() ? parse(text, IPV6_BITS) : Optional.empty();
  }

  /** How many addresses there are in the block. */
  long size() {
    return 1L << Math.min(bits - prefix, Long.SIZE - 2);
  }

  String address(long offset) {
    return text(first.add(BigInteger.valueOf(offset)));
  }

  boolean contains(Cidr other) {
    return bits == other.bits
        && prefix <= other.prefix
        && masked(other.first, prefix, bits).equals(first);
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return text(first) + "/" + prefix;
  }

  private static Optional<Cidr> parse(String text, int bits) {
    int slash = text.indexOf('/');
    int prefix = Integer.parseInt(text.substring(slash + 1));
    try {
      byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
      if (prefix > bits || address.length * Byte.SIZE != bits) {
        return Optional.empty();
      }
      return Optional.of(new Cidr(masked(new BigInteger(1, address), prefix, bits), prefix, bits));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static BigInteger masked(BigInteger address, int prefix, int bits) {
    return address.shiftRight(bits - prefix).shiftLeft(bits - prefix);
  }

  private String text(BigInteger address) {
    byte[] bytes = new byte[bits / Byte.SIZE];
    byte[] digits = address.toByteArray();
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    return bits == IPV4_BITS ? Addresses.ipv4(bytes) : Addresses.ipv6(bytes);
  }
}
