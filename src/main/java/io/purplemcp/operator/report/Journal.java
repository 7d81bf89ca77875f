package io.purplemcp.operator.report;

import java.util.List;

/** Who is told of events. Never asks anything back and never fails its teller. */
public interface Journal {
  void tell(Event event);

  /** Tells several in their order. */
  static Journal all(List<Journal> journals) {
    return event -> journals.forEach(journal -> journal.tell(event));
  }
}
