package io.purplemcp.operator.sandbox.dataplane;

import java.time.Duration;
import java.util.Optional;

/**
 * How requests reach the tasks of a sandbox.
 *
 * @param proxyPort where the proxy listens from the start; 0 for any that is free; empty: on any,
 *     and only when somebody asks for it
 * @param clientAddress IPv4, the address that all clients are taken to have: security groups and
 *     rules see it in place of the loopback address
 * @param speed how fast the sandbox does what takes AWS time
 * @param taskCommand a command of the shell that runs in place of the Purple MCP server, a process
 *     for each task; empty for the built-in stand-in
 */
public record DataPlaneSettings(
    Optional<Integer> proxyPort, String clientAddress, double speed, Optional<String> taskCommand) {
  /** What a time of the sandbox takes on the clock of its clients, in milliseconds. */
  long inRealTime(Duration duration) {
    return Math.max(1, (long) (duration.toMillis() / speed));
  }
}
