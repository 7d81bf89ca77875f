package io.purplemcp.operator.sandbox.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The record of served calls, the newest {@value #LIMIT} of them. */
public final class CallLog {
  /** Enough for the converge of several hundred deployments. */
  static final int LIMIT = 100_000;

  private final Deque<CallRecord> calls = new ArrayDeque<>();

  public synchronized void add(CallRecord call) {
    if (calls.size() == LIMIT) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** In the order in which they were served. */
  public synchronized List<CallRecord> all() {
    return new ArrayList<>(calls);
  }

  public synchronized void clear() {
    calls.clear();
  }
}
