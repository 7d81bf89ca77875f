package io.purplemcp.operator.resource.mcp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What came of asking. Holds nothing of what was sent. */
public sealed interface Outcome {
  /** Nobody asks here: only a plan is made. */
  record NotAsked() implements Outcome {}

  /** Asked, and not answered yet. */
  record Pending() implements Outcome {}

  /**
   * A session was begun and the tools were listed.
   *
   * @param server the name that it gives itself
   * @param latency from the first byte sent to the list of tools
   * @param certificateExpires when the certificate that it showed does
   * @param guarded whether the same was refused to a client without credentials
   */
  record Served(
      String server,
      String version,
      String protocol,
      List<String> tools,
      Duration latency,
      Instant certificateExpires,
      boolean guarded)
      implements Outcome {
    public Served {
      tools = List.copyOf(tools);
    }
  }

  /** Something in front of the server wants credentials: HTTP 401 or 403. */
  record Refused(int status) implements Outcome {}

  /** It can be reached and does not serve as it should; why, in words. */
  record Failing(String why) implements Outcome {}

  /** It cannot be reached from here; why, in words. */
  record Unreachable(String why) implements Outcome {}
}
