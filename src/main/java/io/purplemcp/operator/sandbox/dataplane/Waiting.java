package io.purplemcp.operator.sandbox.dataplane;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** For threads that may wait for what Vert.x does. */
final class Waiting {
  private static final long SECONDS = 10;

  private Waiting() {}

  /**
   * @throws UncheckedIOException when it fails, or takes unreasonably long
   */
  static <T> T on(Future<T> future, String failure) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          failure + ": " + e.getCause().getMessage(), new IOException(e.getCause()));
    } catch (TimeoutException e) {
      throw new UncheckedIOException(failure + " within " + SECONDS + " s", new IOException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(failure, new IOException(e));
    }
  }
}
