package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of the deployments that share a resource looks after it, so that one of them makes a change
 * and not each: the first by name that is not paused.
 *
 * @param byResource by the resource's name
 */
public record Keepers(Map<String, Keeper> byResource) {

  /**
   * @param deployment the one that looks after the resource
   * @param deletion {@code Delete} when all that share it want their resources deleted
   */
  public record Keeper(String deployment, PolicySpec.Deletion deletion) {}

  /**
   * @param resource the name of the shared resource that a deployment refers to and has us manage
   */
  public static Keepers of(
      List<PurpleMcpDeployment> desired, Function<PurpleMcpDeployment, Optional<String>> resource) {
    Map<String, Keeper> keepers = new HashMap<>();
    desired.stream()
        .sorted(
            Comparator.comparing((PurpleMcpDeployment d) -> d.spec().policy().paused())
                .thenComparing(PurpleMcpDeployment::name))
        .forEach(
            deployment ->
                resource
                    .apply(deployment)
                    .ifPresent(name -> keepers.merge(name, keeper(deployment), Keepers::both)));
    return new Keepers(Map.copyOf(keepers));
  }

  private static Keeper keeper(PurpleMcpDeployment deployment) {
    return new Keeper(deployment.name(), deployment.spec().policy().deletion());
  }

  private static Keeper both(Keeper first, Keeper other) {
    boolean delete =
        first.deletion() == PolicySpec.Deletion.Delete
            && other.deletion() == PolicySpec.Deletion.Delete;
    return new Keeper(
        first.deployment(), delete ? PolicySpec.Deletion.Delete : PolicySpec.Deletion.Retain);
  }

  /** Whether this deployment looks after the resource of that name. */
  public boolean keeps(PurpleMcpDeployment deployment, String resource) {
    Keeper keeper = byResource.get(resource);
    return keeper != null && keeper.deployment().equals(deployment.name());
  }

  public Keeper of(String resource) {
    return byResource.get(resource);
  }

  /** Whether any deployment of the desired state refers to the resource. */
  public boolean needed(String resource) {
    return byResource.containsKey(resource);
  }
}
