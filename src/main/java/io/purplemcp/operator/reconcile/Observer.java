package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.AttachmentSpec;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Neighbour;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<PurpleMcpDeployment> deployments = of(PurpleMcpDeployment.class, due);
    return observe(
        new Look(
            session.clients(),
            session.accountId(),
            deployments,
            of(PurpleMcpDeployment.class, desired),
            neighbours,
            gateways(deployments, due, desired),
            of(PurpleMcpGateway.class, desired),
            snapshot,
            memory,
            rotation,
            Set.of()));
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
            of(PurpleMcpDeployment.class, others),
            of(PurpleMcpDeployment.class, others),
            List.of(),
            of(PurpleMcpGateway.class, others),
            of(PurpleMcpGateway.class, others),
            new Snapshot(),
            memory,
            declared -> false,
            Set.of(name)));
  }

  private Snapshot observe(Look look) {
    kinds.forEach(kind -> observe(kind, look, look.snapshot()));
    return look.snapshot();
  }

  /** Those that are due themselves, and those that a deployment which is due attaches to. */
  private static List<PurpleMcpGateway> gateways(
      List<PurpleMcpDeployment> deployments, List<Declaration> due, List<Declaration> desired) {
    Set<String> attached =
        deployments.stream()
            .flatMap(deployment -> deployment.spec().gateway().stream())
            .map(AttachmentSpec::name)
            .collect(Collectors.toSet());
    return of(PurpleMcpGateway.class, desired).stream()
        .filter(gateway -> due.contains(gateway) || attached.contains(gateway.name()))
        .toList();
  }

  private static <D extends Declaration> List<D> of(Class<D> kind, List<Declaration> declared) {
    return declared.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <O> void observe(ResourceKind<O> kind, Look look, Snapshot snapshot) {
    snapshot.put(kind, kind.observe(look));
  }
}
