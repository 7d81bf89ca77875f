package io.purplemcp.operator.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of the commands that read a desired state and talk to AWS. */
final class DesiredOptions {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      description = "File or directory of desired state; may be repeated (purple.desired.paths).")
  List<Path> paths = List.of();

  @Option(
      names = "--sandbox",
      description = "Talk to the embedded AWS instead of the real one (purple.sandbox.enabled).")
  boolean sandbox;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The embedded AWS's port (purple.sandbox.port).")
  Integer port;

  /** The settings that the options stand for. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!paths.isEmpty()) {
      settings.put(
          "purple.desired.paths",
          paths.stream()
              .map(path -> path.toString().replace(",", "\\,"))
              .collect(Collectors.joining(",")));
    }
    if (sandbox) {
      settings.put("purple.sandbox.enabled", "true");
    }
    if (port != null) {
      settings.put("purple.sandbox.port", port.toString());
    }
    return settings;
  }
}
