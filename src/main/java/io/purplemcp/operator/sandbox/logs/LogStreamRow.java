package io.purplemcp.operator.sandbox.logs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A log stream with its newest events.
 *
 * @param events in the order of their time; no more than {@link #MOST_EVENTS} are kept
 */
public record LogStreamRow(String group, String name, Instant created, List<Event> events) {
  static final int MOST_EVENTS = 1000;

  /** One line of a log. */
  public record Event(Instant time, Instant ingested, String message) {}

  public LogStreamRow {
    events = List.copyOf(events);
  }

  LogStreamRow with(List<Event> added) {
    List<Event> all =
        Stream.concat(events.stream(), added.stream())
            .sorted(Comparator.comparing(Event::time))
            .toList();
    return new LogStreamRow(
        group, name, created, all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size()));
  }
}
