package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a moved desired state from a moved world.
 *
 * <p>While the process runs it remembers the desired value of every field of the last converged
 * pass: a field that is wanted as it was wanted then has been changed by the world. After a restart
 * the spec's hash, which a tag remembers, answers for the whole deployment. Never needed to
 * converge, only to say why.
 *
 * @param desired the desired form of the last converged pass; empty after a restart
 * @param sameSpec whether the spec is the one that was last converged to
 */
public record Baseline(Optional<Map<ResourceId, Map<String, String>>> desired, boolean sameSpec) {
  /** The path under which a whole resource that came or went is reported. */
  public static final String PRESENCE = "presence";

  private static final Value PRESENT = Value.of("present");

  /** The differences of a change that the world has made. */
  public List<Difference> drift(Change change) {
    switch (change.action()) {
      case REAP:
        return List.of();
      case CREATE:
        return cause(change) == Cause.DRIFT
            ? List.of(new Difference(PRESENCE, PRESENT, Value.ABSENT))
            : List.of();
      case DELETE:
        return cause(change) == Cause.DRIFT ? addition(change) : List.of();
      default:
        return change.differences().stream()
            .filter(difference -> !difference.desired().equals(Value.PENDING))
            .filter(difference -> cause(change, difference) == Cause.DRIFT)
            .toList();
    }
  }

  /** What was added by hand, in the room's own words where it has any. */
  private static List<Difference> addition(Change change) {
    return change.differences().isEmpty()
        ? List.of(new Difference(PRESENCE, Value.ABSENT, PRESENT))
        : change.differences();
  }

  /** Why a change is to be made; a change that has fields of both kinds is a matter of config. */
  public Cause cause(Change change) {
    if (change.action() == Action.REAP) {
      return Cause.CONFIG;
    }
    if (desired.isEmpty()) {
      return sameSpec ? Cause.DRIFT : Cause.CONFIG;
    }
    boolean known = desired.get().containsKey(change.resource());
    switch (change.action()) {
      case CREATE:
        return known ? Cause.DRIFT : Cause.CONFIG;
      case DELETE:
        return known ? Cause.CONFIG : Cause.DRIFT;
      default:
        return change.differences().stream().allMatch(d -> cause(change, d) == Cause.DRIFT)
            ? Cause.DRIFT
            : Cause.CONFIG;
    }
  }

  private Cause cause(Change change, Difference difference) {
    if (desired.isEmpty()) {
      return sameSpec ? Cause.DRIFT : Cause.CONFIG;
    }
    Map<String, String> before = desired.get().getOrDefault(change.resource(), Map.of());
    String wantedThen = before.getOrDefault(difference.path(), Value.ABSENT.toString());
    return wantedThen.equals(difference.desired().toString()) ? Cause.DRIFT : Cause.CONFIG;
  }
}
