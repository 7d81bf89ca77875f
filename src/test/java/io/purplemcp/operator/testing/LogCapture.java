package io.purplemcp.operator.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that anything in this process logs, at every level, with stack traces. */
public final class LogCapture extends Handler implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final StringWriter text = new StringWriter();
  private final SimpleFormatter formatter = new SimpleFormatter();

  private LogCapture() {
    setLevel(Level.ALL);
  }

  public static LogCapture ofEverything() {
    LogCapture capture = new LogCapture();
    capture.root.setLevel(Level.ALL);
    capture.root.addHandler(capture);
    return capture;
  }

  public synchronized String text() {
    return text.toString();
  }

  @Override
  public synchronized void publish(LogRecord record) {
    text.append(record.getLoggerName()).append(' ').append(formatter.format(record));
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}
