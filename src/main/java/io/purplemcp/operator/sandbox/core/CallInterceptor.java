package io.purplemcp.operator.sandbox.core;

/**
 * Stands between the sandbox and its callers, to lose calls and answers at a place of choice. Both
 * methods are called on the thread that serves the call, while no lock is held.
 */
public interface CallInterceptor {
  CallInterceptor NONE = new CallInterceptor() {};

  /** What becomes of a call or of its answer. */
  enum Verdict {
    PASS,
    /** The connection is closed without an answer. */
    DROP
  }

  /**
   * A call that has arrived.
   *
   * @param number counts all calls since the start, from 1
   * @param mutatingNumber counts the mutating ones among them: for a mutating call its own number,
   *     otherwise that of the last one before it
   */
  record Arrival(
      String service, String operation, boolean mutating, long number, long mutatingNumber) {}

  /** Before the call is executed; a dropped one is not. */
  default Verdict before(Arrival call) {
    return Verdict.PASS;
  }

  /** After the call was executed, before its answer leaves. */
  default Verdict after(Arrival call) {
    return Verdict.PASS;
  }
}
