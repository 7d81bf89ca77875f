package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drift of one deployment that is known and not yet gone, and how often each field had to be
 * put right. Drift is told of once per occurrence; a field that keeps coming back is spaced out
 * instead of fought for.
 */
final class DriftLedger {
  /** Corrections of one field after which something else is taken to be at it (X01, X18). */
  static final int FIGHT = 3;

  /** Corrections older than this no longer count. */
  static final Duration MEMORY = Duration.ofHours(2);

  static final Duration FIRST_GAP = Duration.ofMinutes(1);
  static final Duration LONGEST_GAP = Duration.ofHours(1);

  /** A field of a resource. */
  record Field(ResourceId resource, String path) {}

  /** A drift that was told of. */
  record Open(Field field, Difference difference, Instant since, boolean corrected) {}

  private final Map<Field, Open> open = new LinkedHashMap<>();
  private final Map<Field, Deque<Instant>> corrections = new HashMap<>();
  private final Map<Field, Instant> fights = new HashMap<>();

  /** Notes what is seen now and gives what was not known yet. */
  List<Open> seen(Map<Field, Difference> drift, Instant now) {
    List<Open> fresh = new ArrayList<>();
    drift.forEach(
        (field, difference) -> {
          Open known = open.get(field);
          if (known == null || !known.difference().observed().equals(difference.observed())) {
            Open opened = new Open(field, difference, now, false);
            open.put(field, opened);
            fresh.add(opened);
          }
        });
    return fresh;
  }

  /** Closes what is no longer seen and gives it. */
  List<Open> gone(Set<Field> stillSeen) {
    List<Open> closed = open.values().stream().filter(o -> !stillSeen.contains(o.field())).toList();
    closed.forEach(o -> open.remove(o.field()));
    return closed;
  }

  void corrected(Field field, Instant now) {
    open.computeIfPresent(field, (f, o) -> new Open(f, o.difference(), o.since(), true));
    Deque<Instant> times = corrections.computeIfAbsent(field, f -> new ArrayDeque<>());
    times.addLast(now);
    forgetOld(times, now);
  }

  /** Until when a field is left alone, because it was put right too often already. */
  Optional<Instant> heldUntil(Field field, Instant now) {
    Deque<Instant> times = corrections.getOrDefault(field, new ArrayDeque<>());
    forgetOld(times, now);
    if (times.size() < FIGHT) {
      return Optional.empty();
    }
    int doublings = Math.min(times.size() - FIGHT, 10);
    Duration gap = FIRST_GAP.multipliedBy(1L << doublings);
    Instant until = times.getLast().plus(gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap);
    return until.isAfter(now) ? Optional.of(until) : Optional.empty();
  }

  /** Whether this is the first word of a fight over the field. */
  boolean fightBegins(Field field, Instant now) {
    Instant before = fights.put(field, now);
    return before == null || before.plus(MEMORY).isBefore(now);
  }

  boolean hasOpen() {
    return !open.isEmpty();
  }

  void forget() {
    open.clear();
    corrections.clear();
    fights.clear();
  }

  private static void forgetOld(Deque<Instant> times, Instant now) {
    while (!times.isEmpty() && times.getFirst().plus(MEMORY).isBefore(now)) {
      times.removeFirst();
    }
  }
}
