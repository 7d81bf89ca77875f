package io.purplemcp.operator.cli;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows a waiting person what {@code apply} and {@code delete} do. */
@ApplicationScoped
@Typed(ApplyJournal.class)
public class ApplyJournal implements Journal {
  private final Terminal terminal;
  private final InstantSource clock;
  private final Instant start;

  ApplyJournal(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public void tell(Event event) {
    new ProgressText(terminal.ansi())
        .line(event, Duration.between(start, clock.instant()))
        .ifPresent(line -> terminal.print(line + "\n"));
  }
}
