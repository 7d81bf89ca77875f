package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Our own writes of the last moments, which AWS's reads may not show yet. A change that looks as if
 * one of them had not happened is not made a second time until the moment is over; what differs in
 * another way is a new change.
 */
final class RecentWrites {
  /**
   * How long a read may lag behind a write; Terraform polls a new ECS service for up to two minutes
   * and usually sees everything else within seconds.
   */
  static final Duration WINDOW = Duration.ofSeconds(60);

  /** Actions on a resource as a whole, whatever its fields are. */
  private static final Set<Action> WHOLE = EnumSet.of(Action.CREATE, Action.DELETE, Action.REAP);

  private record Write(Action action, Map<String, Set<Value>> before, Instant at) {}

  private record Known(String value, Instant at) {}

  private final Map<ResourceId, Write> writes = new HashMap<>();
  private final Map<Reference, Known> references = new EnumMap<>(Reference.class);

  void wrote(Change change, Instant now) {
    Map<String, Set<Value>> before = new HashMap<>();
    Write earlier = writes.get(change.resource());
    if (earlier != null && earlier.at.plus(WINDOW).isAfter(now)) {
      before.putAll(earlier.before);
    }
    change
        .differences()
        .forEach(d -> before.computeIfAbsent(d.path(), p -> new HashSet<>()).add(d.observed()));
    writes.put(change.resource(), new Write(change.action(), before, now));
  }

  void learnt(Reference reference, String value, Instant now) {
    references.put(reference, new Known(value, now));
  }

  /** The ids that our last writes taught us. */
  Map<Reference, String> references(Instant now) {
    references.values().removeIf(known -> !known.at.plus(WINDOW).isAfter(now));
    Map<Reference, String> fresh = new EnumMap<>(Reference.class);
    references.forEach((reference, known) -> fresh.put(reference, known.value));
    return fresh;
  }

  /** Whether a change is what a stale read would ask for. */
  boolean explains(Change change, Instant now) {
    Write write = writes.get(change.resource());
    if (write == null || !write.at.plus(WINDOW).isAfter(now)) {
      return false;
    }
    if (WHOLE.contains(change.action())) {
      return write.action == change.action();
    }
    return !change.differences().isEmpty()
        && change.differences().stream().allMatch(difference -> stale(write, difference));
  }

  private static boolean stale(Write write, Difference difference) {
    return write.before.getOrDefault(difference.path(), Set.of()).contains(difference.observed());
  }

  void forget() {
    writes.clear();
    references.clear();
  }
}
