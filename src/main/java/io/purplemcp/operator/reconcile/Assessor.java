package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks every room in turn what it makes of a deployment. Pure: the snapshot is all it reads. */
final class Assessor {
  private final List<ResourceKind<?>> kinds;

  Assessor(List<ResourceKind<?>> kinds) {
    this.kinds = kinds;
  }

  /**
   * @param recent ids that our own last writes taught, for the reads that do not show them yet
   */
  Assessed assess(
      Declaration declared,
      String specHash,
      Session session,
      Snapshot snapshot,
      Set<String> names,
      Map<Reference, String> recent,
      Instant now) {
    References references = new References();
    references.putAll(recent);
    List<Change> changes = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<String> claimed = new HashSet<>();
    Map<ResourceId, Map<String, String>> desired = new HashMap<>();
    Optional<String> convergedSpec = Optional.empty();
    for (ResourceKind<?> kind : kinds) {
      View view =
          new View(
              session.accountId(),
              session.clients().region(),
              session.partition(),
              now,
              snapshot,
              references,
              names,
              changes.isEmpty(),
              specHash);
      Assessment assessment = assess(kind, declared, view);
      changes.addAll(assessment.changes());
      findings.addAll(assessment.findings());
      references.putAll(assessment.references());
      claimed.addAll(assessment.claimed());
      desired.putAll(assessment.desired());
      convergedSpec = convergedSpec.or(assessment::convergedSpec);
    }
    return new Assessed(changes, findings, references, claimed, desired, convergedSpec);
  }

  private static Assessment assess(ResourceKind<?> kind, Declaration declared, View view) {
    return declared instanceof PurpleMcpGateway gateway
        ? kind.assess(gateway, view)
        : kind.assess((PurpleMcpDeployment) declared, view);
  }
}
