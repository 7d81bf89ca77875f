package io.purplemcp.operator.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Moto server, the widespread emulator of AWS: what answers differently from AWS and from our own
 * sandbox, so that the operator must not depend on either's habits.
 */
final class MotoServer implements AutoCloseable {
  private static final Pattern RUNNING =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts one on a free port of the loopback interface, or skips the test where Moto is absent.
   */
  static MotoServer startOrSkip() {
    Path python = Client.installed("python3");
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return running(process, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** Ends the process and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static MotoServer running(Process process, BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher running = RUNNING.matcher(line);
      if (running.find()) {
        swallow(lines);
        return new MotoServer(process, URI.create(running.group(1)));
      }
      said.append(line).append(System.lineSeparator());
    }
    process.onExit().join();
    return Client.skip("python3 -m moto.server does not start: " + said);
  }

  /** A request log that nobody reads would fill the pipe and stop the server. */
  private static void swallow(BufferedReader lines) {
    Thread reader = new Thread(() -> lines.lines().forEach(line -> {}), "moto-log");
    reader.setDaemon(true);
    reader.start();
  }
}
