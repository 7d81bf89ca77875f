package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.RetrySchedule;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What the process remembers of one deployment between passes. Nothing of it is needed to converge;
 * it makes the words better and the calls fewer. One pass uses it at a time.
 */
final class DeploymentMemory {
  final RecentWrites recent = new RecentWrites();
  final DriftLedger drift = new DriftLedger();
  final FailedCalls failedCalls = new FailedCalls();

  /** The id of the request, and what EC2 encodes of a denial. */
  private static final Pattern ONE_ANSWER =
      Pattern.compile(" \\(request [^)]*\\)|Encoded authorization failure message: \\S+");

  /** Who made a drift, as far as that is asked. */
  final List<Inquiry> inquiries = new ArrayList<>();

  private final Set<String> notices = new HashSet<>();
  private List<Finding> up = List.of();
  private Optional<Map<ResourceId, Map<String, String>>> baseline = Optional.empty();
  private Optional<Instant> lastGood = Optional.empty();
  private long baselineGeneration;
  private Optional<Declaration> declared = Optional.empty();
  private String specHash = "";
  private long generation;
  private int failures;
  private Instant nextLook = Instant.MIN;
  private List<Condition> conditions = List.of();
  private Leftovers leftovers = Leftovers.NONE;
  private Set<String> claimed = Set.of();
  private Map<String, Cause> causes = Map.of();
  private boolean settled;
  private boolean asDeclared = true;
  private Optional<Finding> removal = Optional.empty();
  private Optional<Duration> removalAgain = Optional.empty();

  /**
   * Takes note of the spec that is in force; a new one ends what was held against the old one.
   *
   * @param hashOf is asked once for each object: a declaration does not change
   */
  void declared(Declaration declaration, Function<Declaration, String> hashOf) {
    if (declared.filter(known -> known == declaration).isPresent()) {
      return;
    }
    declared = Optional.of(declaration);
    String hash = hashOf.apply(declaration);
    if (!hash.equals(specHash)) {
      specHash = hash;
      generation++;
      drift.forget();
      failedCalls.forget();
      failures = 0;
      nextLook = Instant.MIN;
    }
  }

  String specHash() {
    return specHash;
  }

  long generation() {
    return generation;
  }

  Optional<Map<ResourceId, Map<String, String>>> baseline() {
    return baseline;
  }

  /**
   * Takes note of a pass that found everything as declared. What a pass does not read, because its
   * turn has not come, is as it was in the last pass of the same spec that read it.
   */
  void converged(Map<ResourceId, Map<String, String>> desired) {
    Map<ResourceId, Map<String, String>> all = new HashMap<>();
    baseline.filter(before -> baselineGeneration == generation).ifPresent(all::putAll);
    all.putAll(desired);
    baseline = Optional.of(Map.copyOf(all));
    baselineGeneration = generation;
  }

  /**
   * Takes note of a change that was made. From now on this is how the world was left, also when the
   * rest of the spec never comes into force because somebody goes back to the one before.
   */
  void made(Change change) {
    baseline = baseline.map(before -> after(change, before));
  }

  private static Map<ResourceId, Map<String, String>> after(
      Change change, Map<ResourceId, Map<String, String>> before) {
    Map<ResourceId, Map<String, String>> all = new HashMap<>(before);
    if (change.action() == Action.DELETE) {
      all.remove(change.resource());
    } else if (change.action() != Action.REAP) {
      Map<String, String> fields = new HashMap<>(all.getOrDefault(change.resource(), Map.of()));
      change
          .differences()
          .forEach(difference -> fields.put(difference.path(), difference.desired().toString()));
      all.put(change.resource(), Map.copyOf(fields));
    }
    return Map.copyOf(all);
  }

  /**
   * Takes note of what a pass has found to be the deployment's own, and no longer its own. Why that
   * is so is decided once, when it is seen first: what the pass before still claimed, the desired
   * state has let go; what appears in a converged world, the world has made.
   *
   * @param left what carries the deployment's tags and is not its own any more
   */
  void owns(Assessed assessed, List<Owned> left) {
    boolean sameSpec = assessed.convergedSpec().filter(specHash::equals).isPresent();
    Cause otherwise = baseline.isPresent() || sameSpec ? Cause.DRIFT : Cause.CONFIG;
    Map<String, Cause> now = new HashMap<>();
    for (Owned owned : left) {
      Cause cause = claimed.contains(owned.id()) ? Cause.CONFIG : otherwise;
      now.put(owned.id(), causes.getOrDefault(owned.id(), cause));
    }
    causes = now;
    claimed = assessed.claimed();
  }

  /** Why something is no longer the deployment's own. */
  Cause causeOf(Owned owned) {
    return causes.getOrDefault(owned.id(), Cause.CONFIG);
  }

  Leftovers leftovers() {
    return leftovers;
  }

  void leftovers(Leftovers seen) {
    leftovers = seen;
    removalAgain = Optional.empty();
  }

  /** How soon it is worth a full look, because something is being taken down. */
  Optional<Duration> removalAgain() {
    return removalAgain;
  }

  /** What there is to say of the removal of leftovers. */
  Optional<Finding> removal() {
    return removal;
  }

  void removing(Optional<Finding> said, Optional<Duration> again) {
    removal = said;
    removalAgain = again;
  }

  /** Takes note of whether the last look found nothing to change. */
  void asDeclared(boolean nothing) {
    asDeclared = nothing;
  }

  boolean asDeclared() {
    return asDeclared;
  }

  /** Whether the last pass found everything as declared and nothing under way. */
  boolean settled() {
    return settled;
  }

  void settled(boolean now) {
    settled = now;
  }

  /** When everything was last looked at and found without drift. */
  Optional<Instant> lastGood() {
    return lastGood;
  }

  void good(Instant when) {
    lastGood = Optional.of(when);
  }

  /** Whether something is said for the first time. */
  boolean firstTime(String notice) {
    return notices.add(notice);
  }

  /** The alerts that were not up in the last pass; one that comes up again is told again. */
  List<Finding> fresh(List<Finding> alerts) {
    List<Finding> fresh = alerts.stream().filter(alert -> !up.contains(alert)).toList();
    up = List.copyOf(alerts);
    return fresh;
  }

  /** The same of a finding; what only tells one answer of AWS from the next does not count. */
  boolean firstTime(ResourceId resource, Reason reason, String message) {
    return firstTime(resource + reason.name() + ONE_ANSWER.matcher(message).replaceAll(""));
  }

  /**
   * When failed calls are worth another look: those that have a schedule of their own by that, the
   * others by the failures in a row.
   */
  Duration after(Enforcement.Outcome outcome, RandomGenerator random) {
    Optional<Failure> passing =
        outcome.failed().values().stream().filter(f -> !f.failureClass().needsPerson()).findFirst();
    if (passing.isEmpty()) {
      return outcome.again().orElse(Duration.ZERO);
    }
    failures++;
    Duration delay = RetrySchedule.of(passing.get().failureClass()).delay(failures, random);
    return outcome.again().filter(own -> own.compareTo(delay) < 0).orElse(delay);
  }

  int failures() {
    return failures;
  }

  void failed() {
    failures++;
  }

  void succeeded() {
    failures = 0;
  }

  Instant nextLook() {
    return nextLook;
  }

  void lookAgainAt(Instant when) {
    nextLook = when;
  }

  List<Condition> conditions() {
    return conditions;
  }

  void conditions(List<Condition> current) {
    conditions = current;
  }
}
