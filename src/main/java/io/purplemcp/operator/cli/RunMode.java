package io.purplemcp.operator.cli;

import io.purplemcp.operator.reconcile.DesiredSource;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;

/** The control loop, until the process is told to stop. */
@ApplicationScoped
public class RunMode {
  private final DesiredSource source;

  RunMode(DesiredSource source) {
    this.source = source;
  }

  int run() {
    source.load();
    CleanExit.onSignals();
    Quarkus.waitForExit();
    return 0;
  }
}
