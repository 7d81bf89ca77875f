package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the sandbox's own tasks write their logs. */
public final class LogBook {
  private LogBook() {}

  public static Optional<LogGroupRow> group(Context context, String name) {
    return context.table(LogTables.GROUPS).find(name);
  }

  /** Makes a group without retention and tags where there is none: {@code awslogs-create-group}. */
  public static void createGroup(Context context, String name) {
    if (group(context, name).isEmpty()) {
      LogGroupRow group =
          new LogGroupRow(
              name,
              context.now(),
              Optional.empty(),
              Optional.empty(),
              LogGroups.STANDARD,
              Map.of());
      context.table(LogTables.GROUPS).put(name, group);
    }
  }

  /**
   * Writes lines at the present moment, into a stream that is made where it is missing. Lines for a
   * group that does not exist are lost.
   */
  public static void write(Context context, String group, String stream, List<String> lines) {
    if (group(context, group).isEmpty()) {
      return;
    }
    Table<LogStreamRow> streams = context.table(LogTables.STREAMS);
    String key = LogTables.streamKey(group, stream);
    List<LogStreamRow.Event> events =
        lines.stream()
            .map(line -> new LogStreamRow.Event(context.now(), context.now(), line))
            .toList();
    LogStreamRow row =
        streams
            .find(key)
            .orElseGet(() -> new LogStreamRow(group, stream, context.now(), List.of()));
    streams.put(key, row.with(events));
  }
}
