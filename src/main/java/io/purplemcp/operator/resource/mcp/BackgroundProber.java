package io.purplemcp.operator.resource.mcp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Asks in the background and keeps the latest outcome of each deployment. A new rollout and another
 * place are asked at once, the rest at its interval. A failure is told when a second attempt has
 * confirmed it, and asked again soon, at growing distances.
 */
public final class BackgroundProber implements Prober {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
  private static final int MOST_DOUBLINGS = 6;

  /** When a pass looks whether an attempt that is under way has ended. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  /** What nobody has asked for so long belongs to a deployment that has gone. */
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  private static final int TOLD_AFTER = 2;

  /** A token that has just been let through is known everywhere only minutes later (WF01). */
  private static final int TOLD_AFTER_WITH_CREDENTIALS = 4;

  private final Probe probe;
  private final Executor executor;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ProbeListener listener;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  /** What is known of one deployment's endpoint. */
  private static final class Endpoint {
    private Question question;
    private Outcome told = new Outcome.Pending();
    private int failures;
    private boolean underWay;
    private Instant next = Instant.MIN;
    private Instant lastAsked = Instant.MIN;
  }

  /**
   * @param executor runs attempts; the caller's thread in tests
   * @param random spreads the attempts of a fleet
   */
  public BackgroundProber(
      Probe probe,
      Executor executor,
      InstantSource clock,
      RandomGenerator random,
      ProbeListener listener) {
    this.probe = probe;
    this.executor = executor;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  @Override
  public Probed ask(Question question) {
    Instant now = clock.instant();
    boolean due = begin(question, now);
    if (due) {
      executor.execute(() -> attempt(question));
    }
    return latest(question, now);
  }

  /** Whether an attempt is to be made now. */
  private synchronized boolean begin(Question question, Instant now) {
    endpoints.values().removeIf(known -> known.lastAsked.plus(FORGOTTEN).isBefore(now));
    Endpoint endpoint = endpoints.get(question.deployment());
    if (endpoint == null || !endpoint.question.equals(question)) {
      endpoint = succeeding(Optional.ofNullable(endpoint), question);
      endpoints.put(question.deployment(), endpoint);
    }
    endpoint.lastAsked = now;
    if (endpoint.underWay || endpoint.next.isAfter(now)) {
      return false;
    }
    endpoint.underWay = true;
    return true;
  }

  /** What was told of a server holds until it has been asked with its clients' new token. */
  private static Endpoint succeeding(Optional<Endpoint> former, Question question) {
    Endpoint endpoint = new Endpoint();
    endpoint.question = question;
    former
        .filter(known -> known.question.sameServer(question))
        .ifPresent(known -> endpoint.told = known.told);
    return endpoint;
  }

  private void attempt(Question question) {
    Outcome outcome;
    try {
      outcome = probe.attempt(question);
    } catch (RuntimeException unforeseen) {
      outcome =
          new Outcome.Failing(
              question.credentials().removedFrom("the attempt failed: " + unforeseen));
    }
    listener.attempted(question, outcome);
    ended(question, outcome, clock.instant());
  }

  private synchronized void ended(Question question, Outcome outcome, Instant now) {
    Endpoint endpoint = endpoints.get(question.deployment());
    if (endpoint == null || !endpoint.question.equals(question)) {
      // Meanwhile something else serves, or elsewhere.
      return;
    }
    endpoint.underWay = false;
    boolean good = question.expects(outcome);
    endpoint.failures = good ? 0 : endpoint.failures + 1;
    if (good || endpoint.failures >= patience(question, outcome) || clear(endpoint, outcome)) {
      endpoint.told = outcome;
    }
    endpoint.next = now.plus(good ? jittered(question.interval()) : retry(endpoint));
  }

  private static int patience(Question question, Outcome outcome) {
    return outcome instanceof Outcome.Refused && !question.credentials().none()
        ? TOLD_AFTER_WITH_CREDENTIALS
        : TOLD_AFTER;
  }

  /** What needs no second attempt: an open door at any time, and a way that is closed at first. */
  private static boolean clear(Endpoint endpoint, Outcome outcome) {
    boolean firstWord = endpoint.told instanceof Outcome.Pending;
    return outcome instanceof Outcome.Served
        || firstWord && outcome instanceof Outcome.Unreachable
        || firstWord
            && outcome instanceof Outcome.Refused
            && endpoint.question.credentials().none();
  }

  private Duration retry(Endpoint endpoint) {
    int doublings = Math.min(endpoint.failures - 1, MOST_DOUBLINGS);
    Duration delay = FIRST_RETRY.multipliedBy(1L << doublings);
    Duration longest = endpoint.question.interval();
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  /** Ten percent either way, so that the attempts of a fleet do not fall into step. */
  private Duration jittered(Duration duration) {
    double factor = 0.9 + 0.2 * random.nextDouble();
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private synchronized Probed latest(Question question, Instant now) {
    Endpoint endpoint = endpoints.get(question.deployment());
    if (endpoint == null) {
      return new Probed(new Outcome.Pending(), Optional.of(now.plus(UNDER_WAY)));
    }
    if (endpoint.underWay) {
      return new Probed(endpoint.told, Optional.of(now.plus(UNDER_WAY)));
    }
    return new Probed(
        endpoint.told, endpoint.failures > 0 ? Optional.of(endpoint.next) : Optional.empty());
  }
}
