package io.purplemcp.operator.sandbox.core;

import java.util.List;

/**
 * The unpleasant sides of AWS that can be switched on.
 *
 * @param lag how stale reads may be
 * @param shuffle whether lists whose order means nothing come in a random one
 * @param throttle whether calls are limited as AWS limits them
 * @param faults failures on demand; the first that concerns a call happens
 */
public record ChaosSettings(Lag lag, boolean shuffle, boolean throttle, List<Fault> faults) {
  public static final ChaosSettings CALM = new ChaosSettings(Lag.NONE, false, false, List.of());

  public ChaosSettings {
    lag = lag == null ? Lag.NONE : lag;
    faults = faults == null ? List.of() : List.copyOf(faults);
  }

  /**
   * Eventual consistency: a read is answered from the state before one of the last mutating calls.
   *
   * @param calls the most mutating calls that an answer may not have seen; 0 is no lag
   * @param seconds of the sandbox's time after which a mutation is seen by everybody
   */
  public record Lag(int calls, int seconds) {
    public static final Lag NONE = new Lag(0, 0);

    /** What is seldom exceeded within one region. */
    public static final int DEFAULT_SECONDS = 10;

    private static final int MAX_CALLS = 100;

    public Lag {
      if (calls < 0 || calls > MAX_CALLS || seconds < 0) {
        throw new IllegalArgumentException(
            "lag.calls must be 0 to " + MAX_CALLS + " and lag.seconds not negative");
      }
      seconds = seconds == 0 ? DEFAULT_SECONDS : seconds;
    }

    public static Lag ofCalls(int calls) {
      return new Lag(calls, DEFAULT_SECONDS);
    }
  }

  public ChaosSettings withLag(Lag newLag) {
    return new ChaosSettings(newLag, shuffle, throttle, faults);
  }

  public ChaosSettings withShuffle(boolean on) {
    return new ChaosSettings(lag, on, throttle, faults);
  }

  public ChaosSettings withThrottle(boolean on) {
    return new ChaosSettings(lag, shuffle, on, faults);
  }

  public ChaosSettings withFaults(List<Fault> newFaults) {
    return new ChaosSettings(lag, shuffle, throttle, newFaults);
  }

  public ChaosSettings withFault(Fault fault) {
    return withFaults(List.of(fault));
  }
}
