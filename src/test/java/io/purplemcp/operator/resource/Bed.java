package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.aws.CallListener;
import io.purplemcp.operator.aws.ClientFactory;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import io.purplemcp.operator.sandbox.core.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Rooms over HTTP against the sandbox, in virtual time: what the engine does with them, in as few
 * words as a test needs.
 */
public final class Bed implements AutoCloseable {
  /** What one pass over one deployment came to. */
  public record Pass(List<Change> changes, List<Finding> findings, Optional<String> convergedSpec) {
    public List<Reason> reasons() {
      return findings.stream().map(Finding::reason).toList();
    }

    public List<Difference> differences() {
      return changes.stream().flatMap(change -> change.differences().stream()).toList();
    }
  }

  private static final Set<Finding.Severity> UNREST =
      Set.of(Finding.Severity.WAITING, Finding.Severity.DEGRADED, Finding.Severity.BLOCKED);

  /** Looks, 30 seconds apart: longer than any rollout takes, and its rollback. */
  private static final int PATIENCE = 30;

  private final VirtualTime time = new VirtualTime();
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withPort(0).withClock(time).withRandomSeed(1));
  private final ClientFactory factory =
      new ClientFactory(
          AwsSettings.emulator(sandbox.endpoint(), "test", "test").withMaxAttempts(1),
          Optional.empty(),
          time,
          CallListener.NONE);

  private record Remembered(Object value, Instant until) {}

  private final Map<String, Remembered> memory = new HashMap<>();
  private final List<ResourceKind<?>> kinds;
  private final Map<Reference, String> given = new HashMap<>();
  private boolean deep = true;
  private String specHash = "first-spec";

  public Bed(List<ResourceKind<?>> kinds) {
    this.kinds = kinds;
  }

  public AwsClients clients(PurpleMcpDeployment deployment) {
    return factory.clients(deployment.spec().target());
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public VirtualTime time() {
    return time;
  }

  /** An id that a room which does not take part would have made known. */
  public Bed given(Reference reference, String value) {
    given.put(reference, value);
    return this;
  }

  /** Whether the reads that AWS cannot batch are made. */
  public Bed deep(boolean value) {
    deep = value;
    return this;
  }

  public Bed specHash(String value) {
    specHash = value;
    return this;
  }

  /** The process is another one: nothing is remembered. */
  public Bed restart() {
    memory.clear();
    return this;
  }

  /** Looks at a deployment and makes all changes that can be made. */
  public Pass pass(PurpleMcpDeployment deployment) {
    return pass(deployment, true);
  }

  /** Looks, and changes nothing. */
  public Pass plan(PurpleMcpDeployment deployment) {
    return pass(deployment, false);
  }

  private Pass pass(PurpleMcpDeployment deployment, boolean apply) {
    Snapshot snapshot = observe(deployment, List.of(deployment));
    var references = new References();
    references.putAll(given);
    var changes = new ArrayList<Change>();
    var findings = new ArrayList<Finding>();
    Optional<String> converged = Optional.empty();
    for (ResourceKind<?> kind : kinds) {
      Assessment assessment =
          kind.assess(
              deployment, view(snapshot, references, Set.of(deployment.name()), changes.isEmpty()));
      references.putAll(assessment.references());
      changes.addAll(assessment.changes());
      findings.addAll(assessment.findings());
      converged = converged.or(assessment::convergedSpec);
    }
    if (apply) {
      apply(deployment, changes, references);
    }
    return new Pass(changes, findings, converged);
  }

  private Snapshot observe(PurpleMcpDeployment target, List<PurpleMcpDeployment> deployments) {
    var snapshot = new Snapshot();
    for (ResourceKind<?> kind : kinds) {
      observe(kind, target, deployments, snapshot);
    }
    return snapshot;
  }

  private <O> void observe(
      ResourceKind<O> kind,
      PurpleMcpDeployment target,
      List<PurpleMcpDeployment> deployments,
      Snapshot snapshot) {
    snapshot.put(
        kind,
        kind.observe(
            new Look(
                clients(target),
                Examples.ACCOUNT,
                deployments,
                deployments,
                List.of(),
                snapshot,
                remembering(),
                any -> deep)));
  }

  private Look.Memory remembering() {
    return new Look.Memory() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T remember(String key, Duration howLong, Supplier<T> supplier) {
        Remembered known = memory.get(key);
        if (known == null || !known.until().isAfter(time.instant())) {
          known = new Remembered(supplier.get(), time.instant().plus(howLong));
          memory.put(key, known);
        }
        return (T) known.value();
      }
    };
  }

  private View view(
      Snapshot snapshot, References references, Set<String> deployments, boolean settled) {
    return new View(
        Examples.ACCOUNT,
        Examples.REGION,
        "aws",
        time.instant(),
        snapshot,
        references,
        deployments,
        settled,
        specHash);
  }

  private void apply(PurpleMcpDeployment target, List<Change> changes, References references) {
    var execution = new Execution(clients(target), references);
    for (Change change : changes) {
      try {
        change.calls().forEach(call -> call.run(execution));
      } catch (ReferencePending pending) {
        continue;
      }
    }
  }

  /** Passes until nothing is left to do or to wait for, or nothing gets better any more. */
  public Pass converge(PurpleMcpDeployment deployment) {
    for (int i = 0; i < PATIENCE; i++) {
      Pass pass = pass(deployment);
      if (pass.changes().isEmpty()
          && pass.findings().stream().noneMatch(finding -> UNREST.contains(finding.severity()))) {
        return pass;
      }
      time.pass(Duration.ofSeconds(30));
    }
    return pass(deployment);
  }

  /** Retires what carries the deployment's tags, when it has left the desired state. */
  public Pass retire(PurpleMcpDeployment deployment) {
    Snapshot snapshot = observe(deployment, List.of());
    var changes = new ArrayList<Change>();
    var findings = new ArrayList<Finding>();
    for (int i = kinds.size() - 1; i >= 0; i--) {
      List<Owned> owned =
          kinds.get(i).owned(snapshot).stream()
              .filter(each -> each.ownership().deployment().equals(Optional.of(deployment.name())))
              .toList();
      Assessment assessment =
          kinds.get(i).retire(owned, view(snapshot, new References(), Set.of(), true));
      changes.addAll(assessment.changes());
      findings.addAll(assessment.findings());
    }
    var execution = new Execution(clients(deployment), new References());
    for (Change change : changes) {
      try {
        change.calls().forEach(call -> call.run(execution));
      } catch (SdkException dependency) {
        findings.add(
            Finding.waiting(
                Reason.WaitingForDependency,
                change.resource(),
                dependency.getMessage(),
                Duration.ofSeconds(1)));
      }
    }
    return new Pass(changes, findings, Optional.empty());
  }

  /** The mutating calls since the record was last emptied. */
  public List<String> mutations() {
    return sandbox.calls().stream()
        .filter(CallRecord::mutating)
        .map(call -> call.service() + ":" + call.operation())
        .toList();
  }

  /** All calls since the record was last emptied. */
  public List<String> calls() {
    return sandbox.calls().stream().map(call -> call.service() + ":" + call.operation()).toList();
  }

  @Override
  public void close() {
    factory.close();
    sandbox.close();
  }
}
