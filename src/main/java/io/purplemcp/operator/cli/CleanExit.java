package io.purplemcp.operator.cli;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import sun.misc.Signal;

/**
 * What runs until it is told to stop has done its work when it is told so: it ends with 0, after
 * what was in flight has finished. Quarkus itself would report the signal's number.
 */
final class CleanExit {
  private CleanExit() {}

  /** From now on. In dev mode the keys belong to Quarkus. */
  static void onSignals() {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      for (String name : List.of("TERM", "INT")) {
        Signal.handle(new Signal(name), received -> Quarkus.asyncExit(0));
      }
    }
  }
}
