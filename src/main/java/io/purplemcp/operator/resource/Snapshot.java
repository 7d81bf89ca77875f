package io.purplemcp.operator.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one pass over a target saw, by kind. */
public final class Snapshot {
  private final Map<Class<?>, Object> observations = new HashMap<>();

  /** Adds what a kind has seen; done once by kind, by the pass that takes the snapshot. */
  public <O> void put(ResourceKind<O> kind, O observation) {
    observations.put(kind.getClass(), observation);
  }

  /** What a kind has seen, if it takes part. */
  @SuppressWarnings("unchecked")
  public <O> Optional<O> find(Class<? extends ResourceKind<O>> kind) {
    return Optional.ofNullable((O) observations.get(kind));
  }

  /**
   * What a kind has seen.
   *
   * @throws IllegalStateException when the kind has not been observed yet: it is registered too
   *     late
   */
  @SuppressWarnings("unchecked")
  public <O> O of(Class<? extends ResourceKind<O>> kind) {
    Object observation = observations.get(kind);
    if (observation == null) {
      throw new IllegalStateException(kind.getSimpleName() + " has not been observed yet");
    }
    return (O) observation;
  }
}
