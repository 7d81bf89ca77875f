package io.purplemcp.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A command of the packaged application, in a shell of which nothing is known but this. */
final class Command {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final List<String> words;
  private final Map<String, String> settings =
      new TreeMap<>(
          Map.of(
              "AWS_ACCESS_KEY_ID", "AKIAOPERATOR",
              "AWS_SECRET_ACCESS_KEY", "secret",
              "AWS_REGION", "us-east-1",
              "PURPLE_PROGRESS", "300ms"));

  Command(String... words) {
    this.words = List.of(words);
  }

  Command with(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  Launched start() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The smaller compiler alone starts faster, and these live for seconds.
    line.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(AWS|PURPLE|QUARKUS|JAVA_TOOL)_.*"));
    builder.environment().putAll(settings);
    try {
      return new Launched(String.join(" ", words), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
