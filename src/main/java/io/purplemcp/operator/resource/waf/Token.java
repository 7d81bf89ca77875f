package io.purplemcp.operator.resource.waf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;

/** What a client sends in its {@code Authorization} header. It prints as nothing. */
final class Token {
  private static final String SCHEME = "Bearer ";
  private final String text;

  Token(String text) {
    this.text = text;
  }

  /** The header's whole value. */
  SdkBytes header() {
    return SdkBytes.fromUtf8String(SCHEME + text);
  }

  boolean is(SdkBytes header) {
    return header != null && MessageDigest.isEqual(header().asByteArray(), header.asByteArray());
  }

  /** A sentence of AWS's without the token, which WAF quotes when it refuses a rule. */
  String removedFrom(String sentence) {
    return sentence == null ? null : sentence.replace(text, "(sensitive)");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token token && is(token.header());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(sensitive)";
  }
}
