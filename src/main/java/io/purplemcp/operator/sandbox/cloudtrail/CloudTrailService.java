package io.purplemcp.operator.sandbox.cloudtrail;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import io.purplemcp.operator.sandbox.core.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** AWS CloudTrail's event history of calls that may change something. */
public final class CloudTrailService implements SandboxService {
  /** AWS says within 15 minutes; most are there in a few. */
  public static final Duration DELAY = Duration.ofMinutes(2);

  private static final int PAGE = 50;

  private final Context context;
  private final Trail trail;

  private CloudTrailService(Context context, Trail trail) {
    this.context = context;
    this.trail = trail;
  }

  public static ServiceDefinition definition(Trail trail) {
    return new ServiceDefinition(
        "cloudtrail",
        Protocol.AWS_JSON,
        CloudTrailClient.class,
        false,
        CloudTrailService.class,
        context -> new CloudTrailService(context, trail),
        Set.of("LookupEvents"),
        Ticker.NONE);
  }

  public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
    if (request.lookupAttributes().size() > 1) {
      throw AwsError.badRequest(
          "InvalidLookupAttributesException",
          "You can only specify one lookup attribute in each request.");
    }
    int size = request.maxResults() == null ? PAGE : request.maxResults();
    if (size < 1 || size > PAGE) {
      throw AwsError.badRequest(
          "InvalidMaxResultsException", "MaxResults must be between 1 and " + PAGE + ".");
    }
    Instant from = request.startTime() == null ? Instant.MIN : request.startTime();
    Instant to = request.endTime() == null ? Instant.MAX : request.endTime();
    if (from.isAfter(to)) {
      throw AwsError.badRequest(
          "InvalidTimeRangeException", "The start time must not be after the end time.");
    }
    List<Event> found =
        trail.of(context.scope()).stream()
            .filter(entry -> !entry.time().plus(context.pace().of(DELAY)).isAfter(context.now()))
            .filter(entry -> !entry.time().isBefore(from) && !entry.time().isAfter(to))
            .map(HistoryEvent::of)
            .filter(event -> request.lookupAttributes().stream().allMatch(a -> fits(event, a)))
            .toList();
    int start = start(request.nextToken());
    List<Event> page = found.stream().skip(start).limit(size).toList();
    boolean more = found.size() > start + size;
    return LookupEventsResponse.builder()
        .events(page)
        .nextToken(more ? String.valueOf(start + size) : null)
        .build();
  }

  private static int start(String token) {
    if (token == null) {
      return 0;
    } else if (!token.matches("\\d{1,6}")) {
      throw AwsError.badRequest(
          "InvalidNextTokenException", "The next token is not one of this history.");
    }
    return Integer.parseInt(token);
  }

  private static boolean fits(Event event, LookupAttribute attribute) {
    String value = attribute.attributeValue();
    return switch (attribute.attributeKey()) {
      case EVENT_ID -> event.eventId().equals(value);
      case EVENT_NAME -> event.eventName().equals(value);
      case READ_ONLY -> event.readOnly().equals(value);
      case USERNAME -> event.username().equals(value);
      case RESOURCE_NAME ->
          event.resources().stream().anyMatch(resource -> resource.resourceName().equals(value));
      case RESOURCE_TYPE -> false;
      case EVENT_SOURCE -> event.eventSource().equals(value);
      case ACCESS_KEY_ID -> event.accessKeyId().equals(value);
      default ->
          throw AwsError.badRequest(
              "InvalidLookupAttributesException",
              "The lookup attribute " + attribute.attributeKeyAsString() + " is not valid.");
    };
  }
}
