package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.List;
import java.util.Optional;

/**
 * One AWS resource kind: how it is observed in bulk, what it should be, and which calls put a
 * difference right. Stateless; the engine calls the kinds in the order in which {@link
 * ResourceKinds} registers them, and in the reverse order for teardown.
 *
 * @param <O> what an observation of this kind is
 */
public interface ResourceKind<O> {
  /** AWS's own name of the kind, as plans, alerts and documents show it: {@code LoadBalancer}. */
  String name();

  /**
   * Reads all that is needed for all deployments of the target, and for what carries our tags but
   * belongs to no deployment any more, in as few calls as AWS allows.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when a read fails that concerns all
   *     deployments; what concerns one only is a {@link Reading.Unreadable}
   */
  O observe(Look look);

  /** Compares the desired form of this kind's resources with the snapshot. Pure: no I/O. */
  Assessment assess(PurpleMcpDeployment deployment, View view);

  /** The same for a gateway, by the kinds that it consists of. */
  default Assessment assess(PurpleMcpGateway gateway, View view) {
    return Assessment.NOTHING;
  }

  /**
   * Whether a deployment's spec names this resource, be it as one that is made for it or as one
   * that it refers to. What any deployment names is never taken down.
   */
  boolean names(PurpleMcpDeployment deployment, Owned owned);

  /**
   * By what a call that changed a field of one of this kind's resources is known in the account's
   * history of calls; empty where that cannot be told from the snapshot.
   *
   * @param path as in the difference
   */
  default Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    return Optional.empty();
  }

  /** The same of a gateway's spec. */
  default boolean names(PurpleMcpGateway gateway, Owned owned) {
    return false;
  }

  /** The live resources of this kind that carry our tags. */
  List<Owned> owned(Snapshot snapshot);

  /**
   * What has to be done so that resources of ours cease to exist: changes while there is something
   * to do, waiting findings while AWS is at it, nothing when they are gone. Pure: no I/O.
   */
  Assessment retire(List<Owned> owned, View view);
}
