package io.purplemcp.operator.report;

import java.time.Duration;
import java.util.List;

/** Who is told of events. Never asks anything back and never fails its teller. */
public interface Journal {
  void tell(Event event);

  /** A pass over a target has ended. */
  default void passed(String target, Duration took, boolean succeeded) {}

  /** Tells several in their order. */
  static Journal all(List<Journal> journals) {
    return new Journal() {
      @Override
      public void tell(Event event) {
        journals.forEach(journal -> journal.tell(event));
      }

      @Override
      public void passed(String target, Duration took, boolean succeeded) {
        journals.forEach(journal -> journal.passed(target, took, succeeded));
      }
    };
  }
}
