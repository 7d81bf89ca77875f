package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Neighbour;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import java.util.List;

/** Takes the snapshot of a target: every kind, in bulk, in the order of registration. */
final class Observer {
  private final List<ResourceKind<?>> kinds;

  Observer(List<ResourceKind<?>> kinds) {
    this.kinds = kinds;
  }

  Snapshot observe(
      Session session,
      List<Declaration> due,
      List<Declaration> desired,
      List<Neighbour> neighbours,
      Look.Memory memory,
      Look.Rotation rotation) {
    Snapshot snapshot = new Snapshot();
    Look look =
        new Look(
            session.clients(),
            session.accountId(),
            deployments(due),
            deployments(desired),
            neighbours,
            snapshot,
            memory,
            rotation);
    kinds.forEach(kind -> observe(kind, look, snapshot));
    return snapshot;
  }

  private static List<PurpleMcpDeployment> deployments(List<Declaration> declarations) {
    return declarations.stream()
        .filter(PurpleMcpDeployment.class::isInstance)
        .map(PurpleMcpDeployment.class::cast)
        .toList();
  }

  private static <O> void observe(ResourceKind<O> kind, Look look, Snapshot snapshot) {
    snapshot.put(kind, kind.observe(look));
  }
}
