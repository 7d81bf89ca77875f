package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Engine;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The operator's threads: one for each target under way, and some of its own for the deployments of
 * each, so that a target that does not answer takes nobody else's.
 */
final class Workers implements Engine.Parallel, AutoCloseable {
  /** Within ECS's own default between SIGTERM and SIGKILL, thirty seconds. */
  private static final long SECONDS_TO_FINISH = 20;

  private final ExecutorService targets = Executors.newCachedThreadPool(named("target"));
  private final ExecutorService deployments = Executors.newCachedThreadPool(named("deployment"));
  private final int parallelism;

  /**
   * @param parallelism how many deployments of one target are changed at once
   */
  Workers(int parallelism) {
    this.parallelism = parallelism;
  }

  Executor targets() {
    return targets;
  }

  @Override
  public void runAll(List<Runnable> parts) {
    Queue<Runnable> left = new ConcurrentLinkedQueue<>(parts);
    CompletableFuture.allOf(
            IntStream.range(0, Math.min(parallelism, parts.size()))
                .mapToObj(any -> CompletableFuture.runAsync(() -> drain(left), deployments))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void drain(Queue<Runnable> left) {
    for (Runnable part = left.poll(); part != null; part = left.poll()) {
      part.run();
    }
  }

  /** Lets what is in flight finish, and gives up on it after a while. */
  @Override
  public void close() {
    targets.shutdown();
    try {
      if (!targets.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
        targets.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      targets.shutdownNow();
      Thread.currentThread().interrupt();
    }
    deployments.shutdownNow();
  }

  private static ThreadFactory named(String what) {
    return task -> {
      Thread thread = new Thread(task, "purple-" + what);
      thread.setDaemon(true);
      return thread;
    };
  }
}
