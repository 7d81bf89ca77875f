package io.purplemcp.operator.report;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Writes events to the log: one readable line, and the same fields in the mapped diagnostic
 * context, from which the JSON log takes them.
 */
public final class LogJournal implements Journal {
  private static final Logger LOG = Logger.getLogger("purple");

  @Override
  public void tell(Event event) {
    MDC.put("event", event.type().text());
    event.fields().forEach(MDC::put);
    try {
      LOG.log(level(event), event.line());
    } finally {
      event.fields().keySet().forEach(MDC::remove);
      MDC.remove("event");
    }
  }

  private static Logger.Level level(Event event) {
    switch (event.level()) {
      case ERROR:
        return Logger.Level.ERROR;
      case WARN:
        return Logger.Level.WARN;
      default:
        return Logger.Level.INFO;
    }
  }
}
