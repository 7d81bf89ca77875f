package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupSummary;

/** Lists of log groups, sorted by name. */
final class LogGroupReads {
  private static final int MOST_IDENTIFIERS = 50;
  private static final int DESCRIBE_PAGE = 50;
  private static final int LIST_PAGE = 1000;
  private final Context context;
  private final LogGroups groups;

  LogGroupReads(Context context) {
    this.context = context;
    this.groups = new LogGroups(context);
  }

  DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request) {
    int limit = LogErrors.limit(request.limit(), DESCRIBE_PAGE);
    List<LogGroupRow> found = sorted(wanted(request));
    Page<LogGroupRow> page =
        Page.of(found, request.nextToken(), limit, LogErrors.invalid("The nextToken is invalid."));
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.items().stream().map(this::shown).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Predicate<LogGroupRow> wanted(DescribeLogGroupsRequest request) {
    String prefix = request.logGroupNamePrefix();
    String pattern = request.logGroupNamePattern();
    if (prefix != null && pattern != null) {
      throw LogErrors.invalid(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    if (!request.logGroupIdentifiers().isEmpty()) {
      if (prefix != null || pattern != null) {
        throw LogErrors.invalid(
            "LogGroup identifiers cannot be given together with a name prefix or pattern.");
      }
      return identified(request.logGroupIdentifiers());
    }
    Predicate<LogGroupRow> ofClass =
        group ->
            request.logGroupClass() == null
                || group.groupClass().equals(request.logGroupClassAsString());
    return ofClass
        .and(group -> prefix == null || group.name().startsWith(prefix))
        .and(group -> pattern == null || lower(group.name()).contains(lower(pattern)));
  }

  private Predicate<LogGroupRow> identified(List<String> identifiers) {
    if (identifiers.size() > MOST_IDENTIFIERS) {
      throw LogErrors.constraint(
          identifiers,
          "logGroupIdentifiers",
          "have length less than or equal to " + MOST_IDENTIFIERS);
    }
    Set<String> names =
        identifiers.stream()
            .map(identifier -> LogArns.name(context.scope(), identifier))
            .collect(Collectors.toSet());
    return group -> names.contains(group.name());
  }

  private List<LogGroupRow> sorted(Predicate<LogGroupRow> wanted) {
    return groups.rows().all().stream()
        .filter(wanted)
        .sorted(Comparator.comparing(LogGroupRow::name))
        .toList();
  }

  private LogGroup shown(LogGroupRow group) {
    Scope scope = context.scope();
    return LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.created().toEpochMilli())
        .retentionInDays(group.retention().orElse(null))
        .metricFilterCount(0)
        .arn(LogArns.withWildcard(scope, group.name()))
        .logGroupArn(LogArns.plain(scope, group.name()))
        .storedBytes(0L)
        .kmsKeyId(group.kmsKey().orElse(null))
        .logGroupClass(group.groupClass())
        .build();
  }

  ListLogGroupsResponse list(ListLogGroupsRequest request) {
    String pattern = request.logGroupNamePattern();
    List<LogGroupRow> found =
        sorted(group -> pattern == null || lower(group.name()).contains(lower(pattern)));
    Page<LogGroupRow> page =
        Page.of(
            found,
            request.nextToken(),
            LogErrors.limit(request.limit(), LIST_PAGE),
            LogErrors.invalid("The nextToken is invalid."));
    return ListLogGroupsResponse.builder()
        .logGroups(page.items().stream().map(this::summary).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private LogGroupSummary summary(LogGroupRow group) {
    return LogGroupSummary.builder()
        .logGroupName(group.name())
        .logGroupArn(LogArns.plain(context.scope(), group.name()))
        .logGroupClass(group.groupClass())
        .build();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
