package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.Engine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The operator's threads: one for each target under way, and some that its deployments share. */
final class Workers implements Engine.Parallel, AutoCloseable {
  /** Within ECS's own default between SIGTERM and SIGKILL, thirty seconds. */
  private static final long SECONDS_TO_FINISH = 20;

  private final ExecutorService targets = Executors.newCachedThreadPool(named("target"));
  private final ExecutorService deployments;

  Workers(int parallelism) {
    deployments = Executors.newFixedThreadPool(parallelism, named("deployment"));
  }

  Executor targets() {
    return targets;
  }

  @Override
  public void runAll(List<Runnable> parts) {
    CompletableFuture.allOf(
            parts.stream()
                .map(part -> CompletableFuture.runAsync(part, deployments))
                .toArray(CompletableFuture[]::new))
        .join();
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
