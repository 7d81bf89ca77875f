package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.elb.TargetBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands in for a container's program: it ends when the real one would, and answers health
 * checks as the real one does. Where the image is the vendor's it obeys the Purple MCP server's
 * rules for its environment; any other image answers 200 on every path.
 *
 * @param environment what the container sees
 * @param vendors whether the image is the Purple MCP server's
 */
public record StandIn(Map<String, String> environment, boolean vendors) {
  /** Makes the program end with this exit code, at once unless {@link #EXIT_AFTER} is set too. */
  public static final String EXIT_CODE = "PURPLE_SANDBOX_EXIT_CODE";

  /** After how many seconds of running the program ends. */
  public static final String EXIT_AFTER = "PURPLE_SANDBOX_EXIT_AFTER_SECONDS";

  /** A bare https origin: the server refuses to start on any other base URL. */
  private static final Pattern ORIGIN = Pattern.compile("https://[^/?#;\\s]+");

  private static final Set<String> HTTP_MODES = Set.of("sse", "streamable-http");
  private static final String DEFAULT_PORT = "8000";
  private static final int FAILURE = 1;
  private static final int OK = 200;

  /**
   * An end of the program.
   *
   * @param after how long it runs before; zero where it never gets to run
   */
  record Exit(int code, Duration after) {}

  Optional<Exit> exit() {
    if (environment.containsKey(EXIT_CODE)) {
      long seconds = Long.parseLong(environment.getOrDefault(EXIT_AFTER, "0"));
      return Optional.of(
          new Exit(Integer.parseInt(environment.get(EXIT_CODE)), Duration.ofSeconds(seconds)));
    }
    return vendors ? refusal().map(code -> new Exit(code, Duration.ZERO)) : Optional.empty();
  }

  private Optional<Integer> refusal() {
    String token = environment.getOrDefault("PURPLEMCP_CONSOLE_TOKEN", "");
    String origin = environment.getOrDefault("PURPLEMCP_CONSOLE_BASE_URL", "");
    if (token.isBlank() || !ORIGIN.matcher(origin).matches()) {
      return Optional.of(FAILURE);
    }
    if (mode().equals("stdio")) {
      // Its input is closed from the start, so it has nothing to do and ends well.
      return Optional.of(0);
    }
    return HTTP_MODES.contains(mode()) ? Optional.empty() : Optional.of(FAILURE);
  }

  private String mode() {
    return environment.getOrDefault("MCP_MODE", "stdio");
  }

  /** What it writes to its output when it starts; never a value of its environment. */
  List<String> output() {
    if (exit().filter(end -> end.after().isZero()).isPresent()) {
      return List.of("The program ended with exit code " + exit().get().code() + ".");
    }
    return vendors
        ? List.of("Purple MCP server (sandbox) started in " + mode() + " mode.")
        : List.of("Started (sandbox).");
  }

  /**
   * How it answers a load balancer.
   *
   * @param containerPort where a program other than the vendor's listens
   */
  TargetBehaviour behaviour(int containerPort) {
    return vendors
        ? TargetBehaviour.serving(
            Integer.parseInt(environment.getOrDefault("MCP_PORT", DEFAULT_PORT)))
        : new TargetBehaviour(true, containerPort, Map.of(), OK);
  }
}
