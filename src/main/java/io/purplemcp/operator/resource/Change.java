package io.purplemcp.operator.resource;

import java.util.List;
import java.util.Optional;

/**
 * One resource's part of a plan: what `plan` prints, a drift alert carries and enforcement runs.
 *
 * @param resource what is changed
 * @param action how
 * @param differences field by field; for a creation all that will be set
 * @param disruption what running clients will feel, in words: {@code replaces 1 task, keeps 1 of 1
 *     serving}
 * @param occasion what asks for it, where that is neither the spec nor a hand on the resource
 * @param calls the mutating calls, in their order
 * @param rollsOut whether it starts tasks: what waits while they could not start
 */
public record Change(
    ResourceId resource,
    Action action,
    List<Difference> differences,
    Optional<String> disruption,
    Optional<Occasion> occasion,
    List<Call> calls,
    boolean rollsOut) {
  public Change {
    differences = List.copyOf(differences);
    calls = List.copyOf(calls);
  }

  /** A change that starts no task. */
  public Change(
      ResourceId resource,
      Action action,
      List<Difference> differences,
      Optional<String> disruption,
      List<Call> calls) {
    this(resource, action, differences, disruption, Optional.empty(), calls, false);
  }

  public static Change create(ResourceId resource, List<Difference> differences, Call... calls) {
    return new Change(resource, Action.CREATE, differences, Optional.empty(), List.of(calls));
  }

  public static Change update(ResourceId resource, List<Difference> differences, List<Call> calls) {
    return new Change(resource, Action.UPDATE, differences, Optional.empty(), calls);
  }

  public static Change delete(ResourceId resource, Call... calls) {
    return new Change(resource, Action.DELETE, List.of(), Optional.empty(), List.of(calls));
  }

  /** Whether the deployment stands open until the change is made. */
  public boolean exposing() {
    return differences.stream().anyMatch(Difference::exposing);
  }

  public Change disrupting(String words) {
    return new Change(resource, action, differences, Optional.of(words), occasion, calls, rollsOut);
  }

  public Change because(Occasion why) {
    return new Change(resource, action, differences, disruption, Optional.of(why), calls, rollsOut);
  }

  /** The same, known to start tasks. */
  public Change rollingOut() {
    return new Change(resource, action, differences, disruption, occasion, calls, true);
  }
}
