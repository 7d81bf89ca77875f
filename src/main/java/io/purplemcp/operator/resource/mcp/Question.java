package io.purplemcp.operator.resource.mcp;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Whether an MCP client is served at a place.
 *
 * @param deployment whose endpoint it is, unique over all targets
 * @param url of the MCP endpoint
 * @param names the certificate must be for one of these; any name will do where there is none
 * @param rollout what serves there; another one is asked anew
 * @param interval how often it is worth asking while all is well
 * @param headers what the requests carry
 */
public record Question(
    String deployment,
    URI url,
    Set<String> names,
    String rollout,
    Duration interval,
    RequestHeaders headers) {
  public Question {
    names = Set.copyOf(names);
  }
}
