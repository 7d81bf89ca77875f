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
 * @param credentials with which a client is served; they are shown to none but a server with one of
 *     the names
 * @param strangers what a client without credentials has to meet
 */
public record Question(
    String deployment,
    URI url,
    Set<String> names,
    String rollout,
    Duration interval,
    RequestHeaders credentials,
    Strangers strangers) {
  /** What is declared of clients without credentials. */
  public enum Strangers {
    SERVED,
    /** Somebody else decides, by rules that are not known here. */
    SERVED_OR_REFUSED,
    REFUSED
  }

  public Question {
    names = Set.copyOf(names);
    credentials = names.isEmpty() ? RequestHeaders.NONE : credentials;
  }

  /** The same, asked by somebody who has no credentials. */
  Question anonymously() {
    return new Question(deployment, url, names, rollout, interval, RequestHeaders.NONE, strangers);
  }

  /** Whether it is asked of the same server, be it with other credentials. */
  boolean sameServer(Question other) {
    return anonymously().equals(other.anonymously());
  }

  /** Whether an outcome is what is declared, as far as it can be known with these credentials. */
  boolean expects(Outcome outcome) {
    if (outcome instanceof Outcome.Served served) {
      return served.guarded() || strangers != Strangers.REFUSED;
    }
    return outcome instanceof Outcome.Refused
        && credentials.none()
        && strangers != Strangers.SERVED;
  }
}
