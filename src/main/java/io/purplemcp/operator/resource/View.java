package io.purplemcp.operator.resource;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * All that a room may know when it compares: the snapshot of this pass and what earlier rooms made
 * known. Immutable but for the references, which grow from room to room.
 *
 * @param accountId the target's account
 * @param region the target's region
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param now when the snapshot was taken
 * @param snapshot what was observed
 * @param references the ids known so far for this deployment
 * @param deployments the names of all deployments of the desired state
 * @param settled whether no earlier room has planned a change for this deployment
 * @param specHash the hash of the deployment's spec
 */
public record View(
    String accountId,
    String region,
    String partition,
    Instant now,
    Snapshot snapshot,
    References references,
    Set<String> deployments,
    boolean settled,
    String specHash) {

  public <O> O observed(Class<? extends ResourceKind<O>> kind) {
    return snapshot.of(kind);
  }

  public Optional<String> reference(Reference reference) {
    return references.find(reference);
  }
}
