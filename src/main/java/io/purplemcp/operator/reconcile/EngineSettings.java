package io.purplemcp.operator.reconcile;

import java.time.Duration;

/**
 * What the loop is told to do.
 *
 * @param resync time between two looks at a target where nothing changed
 * @param progress time between two looks at a deployment that is on its way; what is known to take
 *     its time is looked at more rarely, in proportion to this
 * @param parallelism how many deployments of a target are changed at once
 * @param maxDeletionPercent of a target's deployments, that may be deleted by one change of the
 *     desired state
 * @param deepLooks for how many deployments a pass makes the reads that AWS cannot batch
 * @param attribution whether it is asked who made a drift
 */
public record EngineSettings(
    Duration resync,
    Duration progress,
    int parallelism,
    int maxDeletionPercent,
    int deepLooks,
    boolean attribution) {
  /** How soon after a change its effect is looked at. */
  static final Duration SETTLE = Duration.ofSeconds(1);

  public static final EngineSettings DEFAULT =
      new EngineSettings(Duration.ofSeconds(60), Duration.ofSeconds(5), 8, 50, 10);

  /** With the question of who made a drift. */
  public EngineSettings(
      Duration resync, Duration progress, int parallelism, int maxDeletionPercent, int deepLooks) {
    this(resync, progress, parallelism, maxDeletionPercent, deepLooks, true);
  }

  /** A wait that is right at the default progress, at this one. */
  Duration paced(Duration wait) {
    return Duration.ofMillis(wait.toMillis() * progress.toMillis() / DEFAULT.progress.toMillis());
  }

  public EngineSettings withResync(Duration other) {
    return new EngineSettings(
        other, progress, parallelism, maxDeletionPercent, deepLooks, attribution);
  }
}
