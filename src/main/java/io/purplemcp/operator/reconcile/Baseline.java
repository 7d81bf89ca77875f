package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Occasion;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  private static final List<Cause> WEIGHT =
      List.of(Cause.CONFIG, Cause.ROTATION, Cause.TAG_MOVE, Cause.DRIFT);
  private static final Value PRESENT = Value.of("present");

  /** The differences of a change that the world has made. */
  public List<Difference> drift(Change change) {
    switch (change.action()) {
      case REAP:
        return List.of();
      case CREATE:
        return cause(change) == Cause.DRIFT
            ? List.of(new Difference(PRESENCE, PRESENT, Value.ABSENT, change.exposing()))
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
    return change.differences().isEmpty() ? presence() : change.differences();
  }

  /** The difference of a whole resource that should not be there. */
  static List<Difference> presence() {
    return List.of(new Difference(PRESENCE, Value.ABSENT, PRESENT));
  }

  /** Why a change is to be made; where its fields have several causes, the first by weight. */
  public Cause cause(Change change) {
    if (change.action() == Action.REAP) {
      return Cause.CONFIG;
    }
    boolean whole = change.action() == Action.CREATE || change.action() == Action.DELETE;
    if (desired.isEmpty() && (whole || change.differences().isEmpty())) {
      return sameSpec ? Cause.DRIFT : Cause.CONFIG;
    }
    return whole ? causeOfTheWhole(change) : heaviest(change);
  }

  private Cause causeOfTheWhole(Change change) {
    boolean known = desired.orElseThrow().containsKey(change.resource());
    return known == (change.action() == Action.CREATE) ? Cause.DRIFT : Cause.CONFIG;
  }

  /** An edit weighs more than a rotation, and both more than drift. */
  private Cause heaviest(Change change) {
    Set<Cause> causes =
        change.differences().stream().map(d -> cause(change, d)).collect(Collectors.toSet());
    return WEIGHT.stream().filter(causes::contains).findFirst().orElse(Cause.DRIFT);
  }

  private static Optional<Cause> own(Occasion.Kind occasion) {
    return switch (occasion) {
      case ROTATION -> Optional.of(Cause.ROTATION);
      case TAG_MOVE -> Optional.of(Cause.TAG_MOVE);
      case NOTE -> Optional.empty();
    };
  }

  private Cause cause(Change change, Difference difference) {
    Optional<Occasion.Kind> occasion =
        change.occasion().filter(why -> why.explains(difference)).map(Occasion::kind);
    Optional<Cause> own = occasion.flatMap(Baseline::own);
    if (own.isPresent()) {
      return own.get();
    }
    if (desired.isEmpty() && occasion.isPresent()) {
      return Cause.CONFIG;
    }
    if (desired.isEmpty()) {
      return sameSpec ? Cause.DRIFT : Cause.CONFIG;
    }
    Map<String, String> before = desired.get().getOrDefault(change.resource(), Map.of());
    String wantedThen = before.getOrDefault(difference.path(), Value.ABSENT.toString());
    return wantedThen.equals(difference.desired().toString()) ? Cause.DRIFT : Cause.CONFIG;
  }
}
