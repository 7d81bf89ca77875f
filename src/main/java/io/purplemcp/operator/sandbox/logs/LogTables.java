package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.TableKey;

/** The tables of CloudWatch Logs, in each account and region. */
public final class LogTables {
  /** By name. */
  public static final TableKey<LogGroupRow> GROUPS = TableKey.of("logs.groups", LogGroupRow.class);

  /** By group and name, with a colon between, which neither has in it. */
  public static final TableKey<LogStreamRow> STREAMS =
      TableKey.of("logs.streams", LogStreamRow.class);

  private LogTables() {}

  static String streamKey(String group, String stream) {
    return group + ":" + stream;
  }
}
