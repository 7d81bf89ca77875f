package io.purplemcp.operator.testing;

import io.purplemcp.operator.reconcile.EngineSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Worlds that begin where a convergence has ended, with an operator that has just been started and
 * has found everything as declared. Each desired state is converged once and kept.
 */
public final class ConvergedWorlds {
  /** What is made later must not get an id that the convergence has given. */
  private static final long LATER = 8;

  private final EngineSettings settings;
  private final UnaryOperator<World> prepared;
  private final Map<String, World.Snapshot> moments = new HashMap<>();

  /**
   * @param prepared puts into an empty world what is there before the convergence
   */
  public ConvergedWorlds(EngineSettings settings, UnaryOperator<World> prepared) {
    this.settings = settings;
    this.prepared = prepared;
  }

  /** A world of its own in which that has converged. */
  public World of(String yaml) {
    World.Snapshot moment = moments.computeIfAbsent(yaml, this::converge);
    return World.seeded(LATER).settings(settings).restore(moment).converge();
  }

  private World.Snapshot converge(String yaml) {
    try (World world = prepared.apply(World.empty().settings(settings)).desire(yaml).converge()) {
      return world.snapshot();
    }
  }
}
