package io.purplemcp.operator.resource.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/**
 * Tasks that ended without being told to and were replaced, after the rollout that started them was
 * over. Whoever looks between two of them sees as many tasks running as are wanted.
 *
 * <p>Read from the service's events, which come with the service. Their texts are not part of AWS's
 * contract; where they change, nothing is counted.
 */
final class Replacements {
  /** How far back it is counted, in minutes. */
  static final int WINDOW_MINUTES = 15;

  /** One or two are a host that was retired or a Spot task that was taken away. */
  private static final int MANY = 3;

  private static final Pattern STARTED = Pattern.compile("has started (\\d+) tasks");
  private static final Pattern STOPPED = Pattern.compile("has stopped (\\d+) running tasks");
  private static final Pattern UNHEALTHY =
      Pattern.compile("is unhealthy in|failed container health checks");
  private static final String COMPLETED = "deployment completed";

  private final Service service;

  Replacements(Service service) {
    this.service = service;
  }

  /** How many there were at the least, where they are many. */
  Optional<Integer> many(Instant now) {
    Instant rollout = newest(events().filter(event -> event.message().contains(COMPLETED)));
    Instant window = now.minus(Duration.ofMinutes(WINDOW_MINUTES));
    List<String> told =
        events()
            .filter(event -> event.createdAt().isAfter(rollout))
            .filter(event -> event.createdAt().isAfter(window))
            .map(ServiceEvent::message)
            .toList();
    long unhealthy = told.stream().filter(UNHEALTHY.asPredicate()).count();
    // What was stopped for its health is replaced too; the rest of them scaling in has stopped.
    long scaledIn = Math.max(0, sum(STOPPED, told) - unhealthy);
    int replaced = (int) (sum(STARTED, told) - scaledIn - service.runningCount());
    return Optional.of(replaced).filter(count -> count >= MANY);
  }

  /** The same as of the last event, for whoever has no clock. */
  boolean many() {
    return many(newest(events())).isPresent();
  }

  private Stream<ServiceEvent> events() {
    return service.events().stream()
        .filter(event -> event.createdAt() != null && event.message() != null);
  }

  private static Instant newest(Stream<ServiceEvent> events) {
    return events.map(ServiceEvent::createdAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  private static long sum(Pattern pattern, List<String> told) {
    return told.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
