package io.purplemcp.operator.sandbox.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Signature Version 4 header says about the caller. The signature itself is not checked.
 *
 * @param service the signing name
 */
record CredentialScope(String accessKeyId, String region, String service) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request.*");

  static Optional<CredentialScope> parse(String authorization) {
    Matcher header = HEADER.matcher(authorization);
    return header.matches()
        ? Optional.of(new CredentialScope(header.group(1), header.group(2), header.group(3)))
        : Optional.empty();
  }
}
