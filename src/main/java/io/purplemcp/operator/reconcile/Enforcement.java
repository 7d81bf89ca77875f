package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ReferencePending;
import io.purplemcp.operator.resource.References;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the changes of one deployment, in their order. A change that fails does not hold up the
 * others; one that needs what is not there yet is left for a later pass.
 */
final class Enforcement {
  /** With these, the next call would fail in the same way. */
  private static final Set<FailureClass> HOPELESS =
      EnumSet.of(FailureClass.CREDENTIALS, FailureClass.THROTTLED);

  /** What became of the changes. */
  record Outcome(
      List<PlannedChange> applied,
      List<PlannedChange> pending,
      Map<PlannedChange, Failure> failed) {
    boolean quiet() {
      return applied.isEmpty() && pending.isEmpty() && failed.isEmpty();
    }
  }

  private final Session session;
  private final Narrator narrator;
  private final DeploymentMemory memory;

  Enforcement(Session session, Narrator narrator, DeploymentMemory memory) {
    this.session = session;
    this.narrator = narrator;
    this.memory = memory;
  }

  Outcome enforce(List<PlannedChange> changes, References references, Instant now) {
    Execution execution = new Execution(session.clients(), references);
    List<PlannedChange> applied = new ArrayList<>();
    List<PlannedChange> pending = new ArrayList<>();
    Map<PlannedChange, Failure> failed = new LinkedHashMap<>();
    Map<Reference, String> before = references.known();
    for (PlannedChange planned : changes) {
      Optional<Failure> failure;
      try {
        failure = make(planned, execution);
      } catch (ReferencePending missing) {
        pending.add(planned);
        continue;
      }
      if (failure.isEmpty()) {
        applied.add(planned);
        memory.recent.wrote(planned.change(), now);
        planned
            .drift()
            .forEach(
                difference ->
                    memory.drift.corrected(
                        new DriftLedger.Field(planned.change().resource(), difference.path()),
                        now));
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
    return new Outcome(applied, pending, failed);
  }

  private Optional<Failure> make(PlannedChange planned, Execution execution) {
    for (Call call : planned.change().calls()) {
      try {
        AwsResponse response = call.run(execution);
        narrator.applied(planned.change(), planned.cause(), call, requestId(response));
      } catch (SdkException refused) {
        Failure failure = Failures.of(refused, call.operation());
        narrator.failed(planned.change(), call, failure);
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> requestId(AwsResponse response) {
    return Optional.ofNullable(response.responseMetadata()).map(AwsResponseMetadata::requestId);
  }
}
