package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.report.Journal;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.ResourceKind;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What the loop works with. Time, randomness and threads come from outside, so that all of it runs
 * in virtual time.
 *
 * @param specHash the hash of a deployment's spec, by which a new one is recognised
 * @param parallel runs independent parts of a pass
 */
public record Engine(
    List<ResourceKind<?>> kinds,
    Sessions sessions,
    Journal journal,
    StatusBoard board,
    InstantSource clock,
    RandomGenerator random,
    EngineSettings settings,
    Function<Declaration, String> specHash,
    Parallel parallel) {

  /** Runs independent parts and returns when all are done. */
  public interface Parallel {
    /** One after the other, on the caller's thread. */
    Parallel NONE = parts -> parts.forEach(Runnable::run);

    void runAll(List<Runnable> parts);
  }

  Observer observer() {
    return new Observer(kinds);
  }

  Assessor assessor() {
    return new Assessor(kinds);
  }
}
