package io.purplemcp.operator.sandbox.core;

import java.util.random.RandomGenerator;

/** New ids in AWS's forms, from the sandbox's own source of randomness. */
public final class Ids {
  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** Lower-case hexadecimal digits: {@code sg-} takes 17, a load balancer's ARN 16. */
  public String hex(int digits) {
    return of("0123456789abcdef", digits);
  }

  public String digits(int digits) {
    return of("0123456789", digits);
  }

  /** Upper-case letters and digits, as in {@code AROA…}. */
  public String capitals(int characters) {
    return of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", characters);
  }

  /** Mixed letters, as in a secret ARN's suffix. */
  public String letters(int characters) {
    return of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", characters);
  }

  public String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }

  /** A number below the bound, for what AWS leaves open. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  private String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
