package io.purplemcp.operator.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Only the embedded AWS. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Serve only the embedded AWS, until stopped.")
final class SandboxCommand implements Callable<Integer> {
  @Option(names = "--port", paramLabel = "PORT", description = "Where it listens on 127.0.0.1.")
  Integer port;

  @Option(
      names = "--proxy-port",
      paramLabel = "PORT",
      description = "Where the proxy to its load balancers listens; by default the port after.")
  Integer proxyPort;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Keep the state in this directory; without it, in memory only.")
  Path state;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description =
          "How many times faster than AWS it does what takes AWS time: rollouts, propagation.")
  Double speed;

  @Override
  public Integer call() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("purple.sandbox.enabled", "true");
    if (port != null) {
      settings.put("purple.sandbox.port", port.toString());
    }
    if (proxyPort != null) {
      settings.put("purple.sandbox.proxy-port", proxyPort.toString());
    }
    if (state != null) {
      settings.put("purple.sandbox.state", state.toString());
    }
    if (speed != null) {
      settings.put("purple.sandbox.speed", speed.toString());
    }
    return Application.start(Application.Mode.SANDBOX, settings);
  }
}
