package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/**
 * How it is made sure that clients are served.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record VerificationSpec(
    @JsonPropertyDescription(
            "Probe: the operator is an MCP client of its own deployment, after each rollout and"
                + " then at an interval; it lists the tools and calls none. Off: target health is"
                + " all that counts.")
        Endpoint endpoint,
    @JsonPropertyDescription(
            "The DNS name by which people reach the server, which the certificate must be for."
                + " Without one the load balancer's own name is used, and the certificate must be"
                + " for one of the names that ACM has for it.")
        Optional<
                @Size(max = 253)
                @Pattern(
                    regexp = Patterns.DNS_NAME,
                    message = "a DNS name, such as purple-mcp.example.com")
                String>
            hostName,
    @JsonPropertyDescription(
            "Seconds between two sessions while all is well, give or take a tenth.")
        @Min(30)
        @Max(86400)
        Integer intervalSeconds,
    @JsonPropertyDescription("The tools that the server must list; others may stand beside them.")
        @Size(max = 100)
        List<@Size(min = 1, max = 128) String> expectedTools,
    @JsonPropertyDescription("Days before its end from which a certificate is told of.")
        @Min(1)
        @Max(365)
        Integer certificateWarningDays) {
  public static final VerificationSpec DEFAULT = new VerificationSpec(null, null, null, null, null);

  private static final int FIVE_MINUTES = 300;

  /** ACM renews 60 days ahead, so what has 30 days left has not been renewed. */
  private static final int A_MONTH = 30;

  public enum Endpoint {
    Probe,
    Off
  }

  public VerificationSpec {
    endpoint = endpoint == null ? Endpoint.Probe : endpoint;
    hostName = hostName == null ? Optional.empty() : hostName;
    intervalSeconds = intervalSeconds == null ? Integer.valueOf(FIVE_MINUTES) : intervalSeconds;
    expectedTools =
        expectedTools == null ? List.of("purple_ai", "powerquery") : List.copyOf(expectedTools);
    certificateWarningDays =
        certificateWarningDays == null ? Integer.valueOf(A_MONTH) : certificateWarningDays;
  }
}
