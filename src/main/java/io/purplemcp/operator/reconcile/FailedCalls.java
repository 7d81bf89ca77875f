package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.RetrySchedule;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One deployment's calls that failed in a way that a person has to mend: each is repeated on its
 * own slow schedule, however often the deployment is looked at meanwhile. The same call for another
 * difference is another call; a new spec and a new process know nothing of it (X28).
 */
final class FailedCalls {
  /** What is not asked for any more is forgotten after the longest gap of any schedule. */
  private static final Duration MEMORY = Duration.ofHours(2);

  private record Key(ResourceId resource, String operation, List<Difference> differences) {
    static Key of(Change change, Call call) {
      return new Key(change.resource(), call.operation(), change.differences());
    }
  }

  private record Entry(Failure failure, int times, Instant until) {}

  private final Map<Key, Entry> entries = new HashMap<>();

  /** Why a call is not to be made yet. */
  Optional<Failure> held(Change change, Call call, Instant now) {
    return entry(change, call).filter(entry -> entry.until.isAfter(now)).map(Entry::failure);
  }

  /** How long until a call may be made again. */
  Optional<Duration> gap(Change change, Call call, Instant now) {
    return entry(change, call)
        .map(entry -> Duration.between(now, entry.until))
        .filter(gap -> !gap.isNegative());
  }

  private Optional<Entry> entry(Change change, Call call) {
    return Optional.ofNullable(entries.get(Key.of(change, call)));
  }

  void failed(Change change, Call call, Failure failure, Instant now, RandomGenerator random) {
    entries.values().removeIf(entry -> entry.until.plus(MEMORY).isBefore(now));
    if (!failure.failureClass().needsPerson()) {
      return;
    }
    int times = 1 + entry(change, call).map(Entry::times).orElse(0);
    Duration delay = RetrySchedule.of(failure.failureClass()).delay(times, random);
    entries.put(Key.of(change, call), new Entry(failure, times, now.plus(delay)));
  }

  void succeeded(Change change, Call call) {
    entries.remove(Key.of(change, call));
  }

  void forget() {
    entries.clear();
  }
}
