package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;

/**
 * The Purple MCP server's own settings.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record ServerSpec(
    @JsonPropertyDescription(
            "Plain environment variables, added to those that the vendor's guide sets. Numbers and booleans are passed on as they are written. Never a secret: those come from console.")
        Map<String, String> environment,
    @JsonPropertyDescription("The port that the container listens on (MCP_PORT).")
        @Min(1)
        @Max(65535)
        Integer port) {
  /** The port of the vendor's image ({@code MCP_PORT}). */
  public static final int DEFAULT_PORT = 8000;

  public ServerSpec {
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    port = port == null ? Integer.valueOf(DEFAULT_PORT) : port;
  }
}
