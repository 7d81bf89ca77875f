package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A token that every client sends as {@code Authorization: Bearer …}; a secret of Secrets Manager
 * holds it and a web ACL that the operator makes compares it. Exactly one of name and ARN is given.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record BearerSpec(
    @JsonPropertyDescription(
            "The name of the secret with the clients' token, in the target's region; another one"
                + " than the console's. Exactly one of secretName and secretArn is given.")
        Optional<
                @Size(min = 1, max = 512)
                @Pattern(
                    regexp = "^[A-Za-z0-9/_+=.@-]+$",
                    message = "a secret's name: letters, digits and /_+=.@-")
                String>
            secretName,
    @JsonPropertyDescription("The secret's ARN. Exactly one of secretName and secretArn is given.")
        Optional<
                @Size(max = 2048)
                @Pattern(
                    regexp = Patterns.SECRET_ARN,
                    message =
                        "a secret's ARN, such as"
                            + " arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-clients")
                String>
            secretArn,
    @JsonPropertyDescription(
            "The key of the secret's JSON object that holds the token: 32 to 193 printable"
                + " characters.")
        @Size(min = 1, max = 256)
        String key,
    @JsonPropertyDescription(
            "Whether the token of the version labelled AWSPREVIOUS is let through too, so that"
                + " clients can be moved to the new one in their own time.")
        Boolean acceptPrevious,
    @JsonPropertyDescription(
            "How many requests one address may make in five minutes before it is answered 429 for a"
                + " while, whatever its token: so that nobody guesses.")
        @Min(10)
        @Max(2_000_000_000)
        Integer requestsPerFiveMinutes) {
  public static final String DEFAULT_KEY = "token";

  /** What a site behind one address does not reach and guessing a token gets nowhere with. */
  public static final int DEFAULT_REQUESTS_PER_FIVE_MINUTES = 3000;

  public BearerSpec {
    secretName = secretName == null ? Optional.empty() : secretName;
    secretArn = secretArn == null ? Optional.empty() : secretArn;
    key = key == null ? DEFAULT_KEY : key;
    acceptPrevious = acceptPrevious == null ? Boolean.TRUE : acceptPrevious;
    requestsPerFiveMinutes =
        requestsPerFiveMinutes == null
            ? Integer.valueOf(DEFAULT_REQUESTS_PER_FIVE_MINUTES)
            : requestsPerFiveMinutes;
  }

  /** The name or ARN, whichever was given. */
  public String secretId() {
    return secretArn.or(() -> secretName).orElseThrow();
  }
}
