package io.purplemcp.operator.testing;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.report.Journal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was told. */
public final class RecordingJournal implements Journal {
  private final List<Event> events = new CopyOnWriteArrayList<>();

  @Override
  public void tell(Event event) {
    events.add(event);
  }

  public List<Event> all() {
    return List.copyOf(events);
  }

  public List<Event> of(EventType type) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  public void forget() {
    events.clear();
  }

  @Override
  public String toString() {
    return String.join("\n", events.stream().map(Event::line).toList());
  }
}
