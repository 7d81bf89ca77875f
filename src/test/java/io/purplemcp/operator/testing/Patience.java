package io.purplemcp.operator.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Real time, for the few tests of the process as it runs: waits until something holds. */
public final class Patience {
  /** On a machine that is busy with other things as well. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final long PAUSE_MILLIS = 100;

  private Patience() {}

  /**
   * @param otherwise what is told when it never holds
   */
  public static void until(BooleanSupplier holds, Supplier<String> otherwise) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LONGEST + ": " + otherwise.get());
      }
      try {
        never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }
}
