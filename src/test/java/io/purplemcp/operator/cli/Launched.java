package io.purplemcp.operator.cli;

import io.purplemcp.operator.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A process of ours, and what it has printed. */
final class Launched {
  private static final long LONGEST_SECONDS = 120;

  private final String name;
  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final Thread reading;
  private final Thread complaining;

  Launched(String name, Process process) {
    this.name = name;
    this.process = process;
    this.reading = read(process.getInputStream(), out);
    this.complaining = read(process.getErrorStream(), err);
  }

  /** Waits until it has printed that. */
  void says(String text) {
    Patience.until(
        () -> out.indexOf(text) >= 0 || !process.isAlive(), () -> text + " from: " + told());
    if (out.indexOf(text) < 0) {
      throw new AssertionError(text + " never came from: " + told());
    }
  }

  /** Asks it to end, as a container's runtime does, and waits until it has. */
  void stop() {
    // Not the process's own destroy(), which closes its streams and loses its last words.
    process.toHandle().destroy();
    end();
  }

  /** Ends it at once, without a chance to do anything about it. */
  void kill() {
    process.toHandle().destroyForcibly();
    end();
  }

  /** Waits until it has ended by itself. */
  Launched end() {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + told());
      }
      reading.join();
      complaining.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    return this;
  }

  int exit() {
    return process.exitValue();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** For a failing test: all that is known. */
  String told() {
    return name + "\n--- out\n" + out + "\n--- err\n" + err;
  }

  private static Thread read(InputStream stream, StringBuffer text) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  text.append(line).append('\n');
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
