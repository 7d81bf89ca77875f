package io.purplemcp.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of somebody else, run as a person would run it in a shell.
 *
 * @param program its path
 * @param directory where it runs and where its output is kept
 * @param environment added to this process's own
 */
record Client(Path program, Path directory, Map<String, String> environment) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * What a run gave.
   *
   * @param output standard output
   * @param errors standard error
   */
  record Result(List<String> command, int exit, String output, String errors) {
    /**
     * The result, where the exit status is one of these; fails with all that was said otherwise.
     */
    Result expecting(Integer... allowed) {
      assertThat(exit)
          .as("%s%n%s%n%s", String.join(" ", command), output, errors)
          .isIn((Object[]) allowed);
      return this;
    }
  }

  /**
   * The program of this name on the path; the test is skipped, and says so, where there is none.
   */
  static Path installed(String name) {
    return find(name).orElseGet(() -> skip(name + " is not on the PATH"));
  }

  /** Skips the test with a line that tells why. */
  static <T> T skip(String why) {
    System.out.println("SKIPPED conformance: " + why.replaceAll("\\s+", " ").strip());
    return abort(why);
  }

  Result run(String... arguments) {
    return run(List.of(arguments));
  }

  Result run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(directory, "run", ".out");
      Path errors = Files.createTempFile(directory, "run", ".err");
      Process process = start(command, output, errors);
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(command + " did not end within " + LONGEST);
      }
      return new Result(
          command, process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(List<String> command, Path output, Path errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Optional<Path> find(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
