package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Neighbour;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import java.util.List;
import java.util.Set;

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
    return observe(
        new Look(
            session.clients(),
            session.accountId(),
            deployments(due),
            deployments(desired),
            neighbours,
            snapshot,
            memory,
            rotation));
  }

  /**
   * What there is of a deployment that is taken down by its name.
   *
   * @param others what is declared beside it
   */
  Snapshot observeLeaving(
      Session session, String name, List<Declaration> others, Look.Memory memory) {
    return observe(
        new Look(
            session.clients(),
            session.accountId(),
            deployments(others),
            deployments(others),
            List.of(),
            new Snapshot(),
            memory,
            declared -> false,
            Set.of(name)));
  }

  private Snapshot observe(Look look) {
    kinds.forEach(kind -> observe(kind, look, look.snapshot()));
    return look.snapshot();
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
