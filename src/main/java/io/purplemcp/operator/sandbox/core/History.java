package io.purplemcp.operator.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Earlier states, for reads that have not seen the last writes yet. */
final class History {
  private final RandomGenerator random;
  private final List<Past> pasts = new ArrayList<>();

  History(RandomGenerator random) {
    this.random = random;
  }

  /** A state and when it was left behind. */
  private record Past(Cloud cloud, Instant superseded) {}

  /**
   * Keeps a state that a mutating call has left behind.
   *
   * @param before a copy of its own
   */
  void keep(Cloud before, Instant now, ChaosSettings.Lag lag) {
    pasts.add(new Past(before, now));
    while (pasts.size() > lag.calls()) {
      pasts.remove(0);
    }
  }

  /** The state that a read sees: the live one, or one that is not too old. */
  Cloud read(Cloud live, Scope scope, Instant now, ChaosSettings.Lag lag) {
    List<Cloud> visible = new ArrayList<>();
    Duration longest = Duration.ofSeconds(lag.seconds());
    for (Past past : pasts) {
      boolean fresh = Duration.between(past.superseded, now).compareTo(longest) < 0;
      if (fresh && past.cloud.stores().containsKey(scope)) {
        visible.add(past.cloud);
      }
    }
    if (lag.calls() == 0 || visible.isEmpty()) {
      return live;
    }
    int back = random.nextInt(visible.size() + 1);
    return back == 0 ? live : visible.get(visible.size() - back).copy();
  }

  void forget() {
    pasts.clear();
  }
}
