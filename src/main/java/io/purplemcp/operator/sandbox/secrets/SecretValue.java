package io.purplemcp.operator.sandbox.secrets;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A value as a call brings it: a text or bytes.
 *
 * @param binary Base64
 */
record SecretValue(Optional<String> text, Optional<String> binary) {
  private static final int MOST_BYTES = 65_536;

  /** Empty where the call brings none. */
  static Optional<SecretValue> of(String text, SdkBytes bytes) {
    if (text != null && bytes != null) {
      throw SecretErrors.invalidParameter(
          "You can't specify both a binary secret value and a string secret value in the same"
              + " secret.");
    }
    if (text == null && bytes == null) {
      return Optional.empty();
    }
    if (text != null && text.length() > MOST_BYTES) {
      throw SecretErrors.validation(
          "1 validation error detected: Value at 'secretString' failed to satisfy constraint:"
              + " Member must have length less than or equal to "
              + MOST_BYTES);
    }
    return Optional.of(
        new SecretValue(
            Optional.ofNullable(text),
            Optional.ofNullable(bytes)
                .map(b -> Base64.getEncoder().encodeToString(b.asByteArray()))));
  }

  boolean isThatOf(SecretRow.Version version) {
    return version.text().equals(text) && version.binary().equals(binary);
  }

  SecretRow.Version version(Instant now, List<String> stages) {
    return new SecretRow.Version(text, binary, now, stages);
  }

  @Override
  public String toString() {
    return "SecretValue";
  }
}
