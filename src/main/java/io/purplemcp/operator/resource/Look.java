package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a room has at hand when it reads AWS, once per pass and for all deployments of a target.
 *
 * @param clients the target's clients
 * @param accountId the target's account
 * @param deployments the deployments of this target that are looked at in this pass
 * @param desired all deployments that the desired state has for this target
 * @param neighbours deployments of other targets that live here too, as far as is known
 * @param gateways the gateways that are looked at, and those that the deployments attach to
 * @param desiredGateways all gateways that the desired state has for this target
 * @param snapshot what the kinds before this one have seen
 * @param memory values that outlive a pass
 * @param rotation which deployments get the reads that AWS cannot batch in this pass
 * @param leaving the names of deployments that are taken down now, whatever their policy was
 */
public record Look(
    AwsClients clients,
    String accountId,
    List<PurpleMcpDeployment> deployments,
    List<PurpleMcpDeployment> desired,
    List<Neighbour> neighbours,
    List<PurpleMcpGateway> gateways,
    List<PurpleMcpGateway> desiredGateways,
    Snapshot snapshot,
    Memory memory,
    Rotation rotation,
    Set<String> leaving) {

  /** A look at deployments that attach to nothing, and of which none is taken down by its name. */
  public Look(
      AwsClients clients,
      String accountId,
      List<PurpleMcpDeployment> deployments,
      List<PurpleMcpDeployment> desired,
      List<Neighbour> neighbours,
      Snapshot snapshot,
      Memory memory,
      Rotation rotation) {
    this(
        clients,
        accountId,
        deployments,
        desired,
        neighbours,
        List.of(),
        List.of(),
        snapshot,
        memory,
        rotation,
        Set.of());
  }

  /** Values of one target that outlive a pass; never needed for correctness. */
  public interface Memory {
    /** The remembered value, or the supplier's, which is then remembered so long. */
    <T> T remember(String key, Duration howLong, Supplier<T> supplier);
  }

  /** Spreads the reads that AWS cannot batch over several passes. */
  public interface Rotation {
    /** Whether this deployment's extra certificates, listener rules and the like are read now. */
    boolean deep(Declaration declared);
  }

  /** All deployments that are known to live here, or may. */
  public Stream<PurpleMcpDeployment> living() {
    return Stream.concat(desired.stream(), neighbours.stream().map(Neighbour::deployment));
  }

  /** The names of what lives here and is not looked at in this pass. */
  public Set<String> elsewhere() {
    Set<String> names = new HashSet<>();
    living().forEach(each -> names.add(each.name()));
    desiredGateways.forEach(each -> names.add(each.name()));
    deployments.forEach(each -> names.remove(each.name()));
    gateways.forEach(each -> names.remove(each.name()));
    return names;
  }

  public boolean deep(Declaration declared) {
    return rotation.deep(declared);
  }
}
