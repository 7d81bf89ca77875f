package io.purplemcp.operator.desired;

import java.util.Map;

/**
 * The Purple MCP server's own settings.
 *
 * @param environment plain environment variables, added to those that the guide sets
 * @param port the port that the container listens on
 */
public record ServerSpec(Map<String, String> environment, Integer port) {
  /** The port of the vendor's image ({@code MCP_PORT}). */
  public static final int DEFAULT_PORT = 8000;

  public ServerSpec {
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    port = port == null ? Integer.valueOf(DEFAULT_PORT) : port;
  }
}
