package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** Writing and reading the events of streams. */
final class LogEvents {
  /** Sequence tokens mean nothing any more; AWS still gives them out. */
  static final String SEQUENCE_TOKEN = "49039859627214290985";

  private static final int PAGE = 10_000;
  private static final Pattern POSITION = Pattern.compile("[fb]/(\\d{1,9})");
  private final Context context;
  private final LogGroups groups;
  private final LogStreams streams;

  LogEvents(Context context) {
    this.context = context;
    this.groups = new LogGroups(context);
    this.streams = new LogStreams(context);
  }

  PutLogEventsResponse put(PutLogEventsRequest request) {
    LogGroupRow group = groups.require(request.logGroupName());
    LogStreamRow stream = streams.require(group, request.logStreamName());
    List<LogStreamRow.Event> events = request.logEvents().stream().map(this::event).toList();
    if (events.isEmpty()) {
      throw LogErrors.constraint(events, "logEvents", "have length greater than or equal to 1");
    }
    if (!events.equals(
        events.stream().sorted(Comparator.comparing(LogStreamRow.Event::time)).toList())) {
      throw LogErrors.invalid(
          "Log events in a single PutLogEvents request must be in chronological order.");
    }
    streams.rows().put(LogTables.streamKey(group.name(), stream.name()), stream.with(events));
    return PutLogEventsResponse.builder().nextSequenceToken(SEQUENCE_TOKEN).build();
  }

  private LogStreamRow.Event event(InputLogEvent event) {
    return new LogStreamRow.Event(
        Instant.ofEpochMilli(event.timestamp()), context.now(), event.message());
  }

  /** Without a token the newest events, or the oldest where {@code startFromHead} is set. */
  GetLogEventsResponse get(GetLogEventsRequest request) {
    LogGroupRow group = groups.one(request.logGroupName(), request.logGroupIdentifier());
    List<LogStreamRow.Event> all =
        within(
                streams.require(group, request.logStreamName()).events().stream(),
                request.startTime(),
                request.endTime())
            .toList();
    int limit = LogErrors.limit(request.limit(), PAGE);
    int from = Math.min(all.size(), start(request, all.size(), limit));
    boolean backward = request.nextToken() != null && request.nextToken().startsWith("b/");
    int until = backward ? position(request.nextToken()) : from + limit;
    int to = Math.max(from, Math.min(all.size(), until));
    return GetLogEventsResponse.builder()
        .events(all.subList(from, to).stream().map(LogEvents::output).toList())
        .nextForwardToken("f/" + to)
        .nextBackwardToken("b/" + from)
        .build();
  }

  private static int start(GetLogEventsRequest request, int size, int limit) {
    if (request.nextToken() == null) {
      return Boolean.TRUE.equals(request.startFromHead()) ? 0 : Math.max(0, size - limit);
    }
    int position = position(request.nextToken());
    return request.nextToken().startsWith("f/") ? position : Math.max(0, position - limit);
  }

  private static int position(String token) {
    Matcher matcher = POSITION.matcher(token);
    if (!matcher.matches()) {
      throw LogErrors.invalid("The specified nextToken is invalid.");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static OutputLogEvent output(LogStreamRow.Event event) {
    return OutputLogEvent.builder()
        .timestamp(event.time().toEpochMilli())
        .ingestionTime(event.ingested().toEpochMilli())
        .message(event.message())
        .build();
  }

  /** A pattern of plain words only: all must be in the message. */
  FilterLogEventsResponse filter(FilterLogEventsRequest request) {
    LogGroupRow group = groups.one(request.logGroupName(), request.logGroupIdentifier());
    List<String> words = words(Optional.ofNullable(request.filterPattern()).orElse(""));
    String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
    List<FilteredLogEvent> found =
        streams.of(group).stream()
            .filter(stream -> stream.name().startsWith(prefix))
            .filter(
                stream ->
                    request.logStreamNames().isEmpty()
                        || request.logStreamNames().contains(stream.name()))
            .flatMap(
                stream ->
                    within(stream.events().stream(), request.startTime(), request.endTime())
                        .filter(event -> words.stream().allMatch(event.message()::contains))
                        .map(event -> filtered(stream, event)))
            .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
            .toList();
    Page<FilteredLogEvent> page =
        Page.of(
            found,
            request.nextToken(),
            LogErrors.limit(request.limit(), PAGE),
            LogErrors.invalid("The nextToken is invalid."));
    return FilterLogEventsResponse.builder()
        .events(page.items())
        .searchedLogStreams(List.of())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static List<String> words(String pattern) {
    if (pattern.matches(".*[{\\[?|%*].*")) {
      throw LogErrors.invalid("The sandbox filters events by plain words only: " + pattern);
    }
    return Stream.of(pattern.replace("\"", "").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static FilteredLogEvent filtered(LogStreamRow stream, LogStreamRow.Event event) {
    return FilteredLogEvent.builder()
        .logStreamName(stream.name())
        .timestamp(event.time().toEpochMilli())
        .ingestionTime(event.ingested().toEpochMilli())
        .message(event.message())
        .eventId(Integer.toHexString((stream.name() + event).hashCode()))
        .build();
  }

  /** The events from a start, which counts, to an end, which does not. */
  private static Stream<LogStreamRow.Event> within(
      Stream<LogStreamRow.Event> events, Long start, Long end) {
    return events
        .filter(event -> start == null || event.time().toEpochMilli() >= start)
        .filter(event -> end == null || event.time().toEpochMilli() < end);
  }
}
