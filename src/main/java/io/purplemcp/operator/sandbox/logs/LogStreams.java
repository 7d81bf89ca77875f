package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** The streams of a log group. */
final class LogStreams {
  private static final int PAGE = 50;
  private static final int NAME_LENGTH = 512;
  private static final Pattern NAME = Pattern.compile("[^:*]+");
  private final Context context;
  private final LogGroups groups;

  LogStreams(Context context) {
    this.context = context;
    this.groups = new LogGroups(context);
  }

  CreateLogStreamResponse create(CreateLogStreamRequest request) {
    LogGroupRow group = groups.require(request.logGroupName());
    String name = request.logStreamName();
    if (name == null || name.length() > NAME_LENGTH || !NAME.matcher(name).matches()) {
      throw LogErrors.constraint(
          name, "logStreamName", "satisfy regular expression pattern: [^:*]*");
    }
    String key = LogTables.streamKey(group.name(), name);
    if (rows().contains(key)) {
      throw LogErrors.exists("The specified log stream already exists");
    }
    rows().put(key, new LogStreamRow(group.name(), name, context.now(), List.of()));
    return CreateLogStreamResponse.builder().build();
  }

  DeleteLogStreamResponse delete(DeleteLogStreamRequest request) {
    LogGroupRow group = groups.require(request.logGroupName());
    LogStreamRow stream = require(group, request.logStreamName());
    rows().remove(LogTables.streamKey(group.name(), stream.name()));
    return DeleteLogStreamResponse.builder().build();
  }

  DescribeLogStreamsResponse describe(DescribeLogStreamsRequest request) {
    LogGroupRow group = groups.one(request.logGroupName(), request.logGroupIdentifier());
    String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
    boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
    if (byTime && !prefix.isEmpty()) {
      throw LogErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    Comparator<LogStreamRow> order =
        byTime
            ? Comparator.comparing(LogStreams::lastEvent)
            : Comparator.comparing(LogStreamRow::name);
    List<LogStreamRow> found =
        of(group).stream()
            .filter(stream -> stream.name().startsWith(prefix))
            .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
            .toList();
    Page<LogStreamRow> page =
        Page.of(
            found,
            request.nextToken(),
            LogErrors.limit(request.limit(), PAGE),
            LogErrors.invalid("The nextToken is invalid."));
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items().stream().map(this::shown).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static Instant lastEvent(LogStreamRow stream) {
    List<LogStreamRow.Event> events = stream.events();
    return events.isEmpty() ? Instant.EPOCH : events.get(events.size() - 1).time();
  }

  private LogStream shown(LogStreamRow stream) {
    LogStream.Builder shown =
        LogStream.builder()
            .logStreamName(stream.name())
            .creationTime(stream.created().toEpochMilli())
            .arn(LogArns.ofStream(context.scope(), stream.group(), stream.name()))
            .storedBytes(0L);
    if (!stream.events().isEmpty()) {
      LogStreamRow.Event last = stream.events().get(stream.events().size() - 1);
      shown
          .firstEventTimestamp(stream.events().get(0).time().toEpochMilli())
          .lastEventTimestamp(last.time().toEpochMilli())
          .lastIngestionTime(last.ingested().toEpochMilli())
          .uploadSequenceToken(LogEvents.SEQUENCE_TOKEN);
    }
    return shown.build();
  }

  List<LogStreamRow> of(LogGroupRow group) {
    return rows().all().stream().filter(stream -> stream.group().equals(group.name())).toList();
  }

  LogStreamRow require(LogGroupRow group, String name) {
    return rows().find(LogTables.streamKey(group.name(), name)).orElseThrow(LogErrors::noStream);
  }

  Table<LogStreamRow> rows() {
    return context.table(LogTables.STREAMS);
  }
}
