package io.purplemcp.operator.cli;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code apply} shows of its work: a line for each event that a waiting person cares for. */
final class ProgressText {
  private static final Map<EventType, String> MARKS =
      Map.of(
          EventType.CHANGE_APPLIED, "+",
          EventType.DRIFT_CORRECTED, "+",
          EventType.CHANGE_FAILED, "x",
          EventType.RECONCILE_FAILED, "x",
          EventType.DEPLOYMENT_DEGRADED, "x",
          EventType.DEPLOYMENT_PROGRESSING, ".",
          EventType.NOTICE, ".",
          EventType.DEPLOYMENT_READY, "=",
          EventType.DEPLOYMENT_DELETED, "=");

  private final Ansi ansi;

  ProgressText(Ansi ansi) {
    this.ansi = ansi;
  }

  /**
   * The line of an event; nothing for an event that only an alert is made of.
   *
   * @param since the time since the work began
   */
  Optional<String> line(Event event, Duration since) {
    return Optional.ofNullable(MARKS.get(event.type()))
        .map(mark -> clock(since) + "  " + coloured(event, mark) + " " + words(event));
  }

  private static String words(Event event) {
    String head = joined(" ", event.field("deployment"), resource(event), event.field("call"));
    String tail = joined(": ", why(event), event.message());
    return Printable.line(tail.isEmpty() ? head : head + " - " + tail);
  }

  /** Of a change nothing where it is what the file says, as a person who applies it knows. */
  private static String why(Event event) {
    String reason = event.field("reason");
    return reason.equals("CONFIG") ? "" : reason;
  }

  private static String resource(Event event) {
    return joined("/", event.field("resource"), event.field("id"));
  }

  private static String joined(String glue, String... parts) {
    return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(glue));
  }

  private String coloured(Event event, String mark) {
    switch (event.type().level()) {
      case ERROR:
        return ansi.red(mark);
      case WARN:
        return ansi.yellow(mark);
      default:
        return ansi.green(mark);
    }
  }

  /** Minutes and seconds. */
  private static String clock(Duration since) {
    return "%2d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
  }
}
