package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The Secrets Manager secret that holds the keys {@code PURPLEMCP_CONSOLE_TOKEN} and {@code
 * PURPLEMCP_CONSOLE_BASE_URL}; exactly one of name and ARN is given.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record ConsoleSpec(
    @JsonPropertyDescription(
            "The secret's name in the target's region. Exactly one of secretName and secretArn is"
                + " given.")
        Optional<
                @Size(min = 1, max = 512)
                @Pattern(
                    regexp = "^[A-Za-z0-9/_+=.@-]+$",
                    message = "a secret's name: letters, digits and /_+=.@-")
                String>
            secretName,
    @JsonPropertyDescription(
            "The secret's ARN, with or without the six random characters at its end. Exactly one of"
                + " secretName and secretArn is given.")
        Optional<
                @Size(max = 2048)
                @Pattern(
                    regexp = Patterns.SECRET_ARN,
                    message =
                        "a secret's ARN, such as"
                            + " arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme")
                String>
            secretArn,
    @JsonPropertyDescription(
            "Read the value once per version, check that both keys are there and the base URL is"
                + " well formed, and drop it. Off by default, so that the operator can be denied"
                + " GetSecretValue.")
        boolean verifyKeys,
    @JsonPropertyDescription(
            "When the secret gets another value: replace the tasks, which read it only when they"
                + " start (Roll), or only tell of it (Alert).")
        Rotation rotation) {
  public enum Rotation {
    Roll,
    Alert
  }

  public ConsoleSpec {
    secretName = secretName == null ? Optional.empty() : secretName;
    secretArn = secretArn == null ? Optional.empty() : secretArn;
    rotation = rotation == null ? Rotation.Roll : rotation;
  }

  /**
   * The name or ARN, whichever was given: what {@code DescribeSecret} takes as {@code SecretId}.
   */
  public String secretId() {
    return secretArn.or(() -> secretName).orElseThrow();
  }
}
