package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.DesiredSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the loop its beat: what has changed on disk is read, and what is due is started. */
@ApplicationScoped
public class LoopTimer {
  private final DesiredSource source;
  private final ControlLoop loop;

  LoopTimer(DesiredSource source, ControlLoop loop) {
    this.source = source;
    this.loop = loop;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void beat() {
    source.poll();
    loop.tick();
  }
}
