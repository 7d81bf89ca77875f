package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.TargetSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The loop: knows the desired state in force, and lets each target have its pass when one is due.
 * Targets run side by side; a broken one delays no other.
 */
public final class ControlLoop {
  private static final class Slot {
    final TargetLoop loop;
    Optional<Instant> running = Optional.empty();

    Slot(TargetLoop loop) {
      this.loop = loop;
    }
  }

  private final Engine engine;
  private final Executor executor;
  private final Map<TargetSpec, Slot> slots = new ConcurrentHashMap<>();
  private volatile Map<TargetSpec, List<Declaration>> desired = Map.of();
  private volatile Fleet fleet = Fleet.of(List.of());
  private volatile Optional<Instant> lastTick = Optional.empty();
  private volatile boolean stopped;

  public ControlLoop(Engine engine, Executor executor) {
    this.engine = engine;
    this.executor = executor;
  }

  /**
   * Puts a desired state in force. Targets that nothing is wanted in any more are still looked at.
   */
  public synchronized void accept(List<? extends Declaration> declarations) {
    Map<TargetSpec, List<Declaration>> byTarget = new LinkedHashMap<>();
    slots.keySet().forEach(key -> byTarget.put(key, new ArrayList<>()));
    for (Declaration declared : declarations) {
      TargetSpec target = declared.target().place();
      byTarget.computeIfAbsent(target, key -> new ArrayList<>()).add(declared);
      slots.computeIfAbsent(target, key -> new Slot(new TargetLoop(target, engine)));
    }
    fleet = fleet.with(declarations);
    desired = byTarget;
    engine.board().keep(fleet.names());
    slots.values().forEach(slot -> slot.loop.wake());
  }

  /** Starts the passes that are due and returns at once. Called about every second. */
  public void tick() {
    Instant now = engine.clock().instant();
    lastTick = Optional.of(now);
    slots.forEach(
        (key, slot) -> {
          synchronized (slot) {
            if (stopped || slot.running.isPresent() || due(key, slot).isAfter(now)) {
              return;
            }
            slot.running = Optional.of(now);
          }
          executor.execute(() -> pass(key, slot));
        });
  }

  private void pass(TargetSpec key, Slot slot) {
    try {
      slot.loop.pass(desired.getOrDefault(key, List.of()), fleet);
    } finally {
      synchronized (slot) {
        slot.running = Optional.empty();
      }
    }
  }

  private Instant due(TargetSpec key, Slot slot) {
    return slot.loop.due(desired.getOrDefault(key, List.of()));
  }

  /** When the next pass is due; empty when there is no target. */
  public Optional<Instant> nextDue() {
    return slots.entrySet().stream()
        .map(entry -> due(entry.getKey(), entry.getValue()))
        .min(Instant::compareTo);
  }

  /** Starts no pass any more. */
  public void stop() {
    stopped = true;
  }

  /** Whether a pass is under way. */
  public boolean busy() {
    return slots.values().stream().anyMatch(slot -> runningSince(slot).isPresent());
  }

  /**
   * Whether the loop turns: it was ticked lately and no pass has been under way for too long.
   *
   * @param patience how long either may take
   */
  public boolean alive(Duration patience) {
    Instant limit = engine.clock().instant().minus(patience);
    boolean ticked = lastTick.filter(tick -> tick.isAfter(limit)).isPresent();
    boolean stuck =
        slots.values().stream()
            .anyMatch(
                slot -> runningSince(slot).filter(since -> since.isBefore(limit)).isPresent());
    return ticked && !stuck;
  }

  private static Optional<Instant> runningSince(Slot slot) {
    synchronized (slot) {
      return slot.running;
    }
  }
}
