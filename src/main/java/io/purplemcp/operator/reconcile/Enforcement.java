package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ReferencePending;
import io.purplemcp.operator.resource.References;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the changes of one deployment, in their order. A change that fails does not hold up the
 * others; one that needs what is not there yet is left for a later pass, and so is one whose call
 * failed before and is not due yet.
 */
final class Enforcement {
  /** With these, the next call would fail in the same way. */
  private static final Set<FailureClass> HOPELESS =
      EnumSet.of(FailureClass.CREDENTIALS, FailureClass.THROTTLED);

  /**
   * What became of the changes.
   *
   * @param failed those that failed, now or when they were tried last
   * @param fresh the first failure of this pass
   * @param again how long until the next of the failed calls may be made again, where it has a
   *     schedule of its own
   */
  record Outcome(
      List<PlannedChange> applied,
      List<PlannedChange> pending,
      Map<PlannedChange, Failure> failed,
      Optional<Failure> fresh,
      Optional<Duration> again) {
    boolean quiet() {
      return applied.isEmpty() && pending.isEmpty() && failed.isEmpty();
    }
  }

  private final Session session;
  private final Narrator narrator;
  private final DeploymentMemory memory;
  private final RandomGenerator random;
  private final List<PlannedChange> applied = new ArrayList<>();
  private final List<PlannedChange> pending = new ArrayList<>();
  private final Map<PlannedChange, Failure> failed = new LinkedHashMap<>();
  private Optional<Failure> fresh = Optional.empty();
  private Optional<Duration> again = Optional.empty();

  Enforcement(Session session, Narrator narrator, DeploymentMemory memory, RandomGenerator random) {
    this.session = session;
    this.narrator = narrator;
    this.memory = memory;
    this.random = random;
  }

  Outcome enforce(List<PlannedChange> changes, References references, Instant now) {
    Execution execution = new Execution(session.clients(), references);
    Map<Reference, String> before = references.known();
    for (PlannedChange planned : changes) {
      Optional<Failure> failure;
      try {
        failure = make(planned, execution, now);
      } catch (ReferencePending missing) {
        pending.add(planned);
        continue;
      }
      if (failure.isEmpty()) {
        applied(planned, now);
        continue;
      }
      failed.put(planned, failure.get());
      if (HOPELESS.contains(failure.get().failureClass())) {
        break;
      }
    }
    references.known().entrySet().stream()
        .filter(known -> !known.getValue().equals(before.get(known.getKey())))
        .forEach(learnt -> memory.recent.learnt(learnt.getKey(), learnt.getValue(), now));
    return new Outcome(applied, pending, failed, fresh, again);
  }

  private void applied(PlannedChange planned, Instant now) {
    applied.add(planned);
    memory.recent.wrote(planned.change(), now);
    memory.made(planned.change());
    planned
        .drift()
        .forEach(
            difference ->
                memory.drift.corrected(
                    new DriftLedger.Field(planned.change().resource(), difference.path()), now));
  }

  private Optional<Failure> make(PlannedChange planned, Execution execution, Instant now) {
    for (Call call : planned.change().calls()) {
      Optional<Failure> held = memory.failedCalls.held(planned.change(), call, now);
      Optional<Failure> failure = held.or(() -> call(planned, call, execution, now));
      if (failure.isPresent()) {
        memory
            .failedCalls
            .gap(planned.change(), call, now)
            .filter(gap -> again.filter(other -> other.compareTo(gap) <= 0).isEmpty())
            .ifPresent(gap -> again = Optional.of(gap));
        return failure;
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> call(
      PlannedChange planned, Call call, Execution execution, Instant now) {
    try {
      AwsResponse response = call.run(execution);
      narrator.applied(planned.change(), planned.cause(), call, requestId(response));
      memory.failedCalls.succeeded(planned.change(), call);
      return Optional.empty();
    } catch (SdkException refused) {
      Failure failure = Failures.of(refused, call.operation());
      narrator.failed(planned.change(), call, failure);
      memory.failedCalls.failed(planned.change(), call, failure, now, random);
      fresh = fresh.or(() -> Optional.of(failure));
      return Optional.of(failure);
    }
  }

  private static Optional<String> requestId(AwsResponse response) {
    return Optional.ofNullable(response.responseMetadata()).map(AwsResponseMetadata::requestId);
  }
}
