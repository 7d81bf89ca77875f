package io.purplemcp.operator.cli;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.Teardown;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Lets a teardown have its steps until nothing is left. */
final class TeardownRun {
  /** After an error that passes by itself, such as a broken connection. */
  private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(10);

  private final Teardown teardown;
  private final Terminal terminal;

  TeardownRun(Teardown teardown, Terminal terminal) {
    this.teardown = teardown;
    this.terminal = terminal;
  }

  /** The exit code: 0 when nothing is left. */
  int within(Duration timeout, String name) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    try {
      timer.execute(() -> step(timer, exit));
      return exit.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      terminal.error("Not done after %s; the same command goes on where it is.".formatted(timeout));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException broken) {
      terminal.error("delete " + name + ": " + broken.getCause());
    } finally {
      timer.shutdownNow();
    }
    return 1;
  }

  private void step(ScheduledExecutorService timer, CompletableFuture<Integer> exit) {
    try {
      Teardown.Progress progress = teardown.step();
      if (progress instanceof Teardown.Progress.Gone) {
        exit.complete(0);
      } else if (progress instanceof Teardown.Progress.Stuck stuck) {
        terminal.error(stuck.why() + " Put that right, and start the same command again.");
        exit.complete(1);
      } else if (progress instanceof Teardown.Progress.Later later) {
        again(timer, exit, later.delay());
      }
    } catch (SdkException passing) {
      terminal.error(Failures.of(passing, "observe").sentence());
      again(timer, exit, AFTER_AN_ERROR);
    } catch (Sessions.Refused refused) {
      terminal.error(refused.getMessage());
      exit.complete(1);
    } catch (RuntimeException broken) {
      exit.completeExceptionally(broken);
    }
  }

  private void again(
      ScheduledExecutorService timer, CompletableFuture<Integer> exit, Duration delay) {
    timer.schedule(() -> step(timer, exit), delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
