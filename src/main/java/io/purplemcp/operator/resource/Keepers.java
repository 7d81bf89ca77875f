package io.purplemcp.operator.resource;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of a target's deployments that share a resource looks after it, so that one of them makes a
 * change and not each: the first by name that is not paused. What becomes of the resource is said
 * by all that share it, those of other targets among them.
 *
 * @param byResource by the resource's name
 */
public record Keepers(Map<String, Keeper> byResource) {

  /**
   * @param deployment the one that looks after the resource
   * @param deletion {@code Delete} when all that share it want their resources deleted; empty while
   *     it is not known who shares it
   */
  public record Keeper(String deployment, Optional<PolicySpec.Deletion> deletion) {

    /** The resource's tags. What is not known yet stays as it is. */
    public Map<String, String> tags(String role, Map<String, String> live) {
      PolicySpec.Deletion said =
          deletion
              .or(() -> Ownership.of(live).map(Ownership::deletion))
              .orElse(PolicySpec.Deletion.Retain);
      return Ownership.sharedTags(said, role);
    }
  }

  /**
   * @param resource the name of the shared resource that a deployment refers to and has us manage
   */
  public static Keepers of(Look look, Function<PurpleMcpDeployment, Optional<String>> resource) {
    Map<String, Keeper> keepers = new HashMap<>();
    look.desired().stream()
        .sorted(
            Comparator.comparing((PurpleMcpDeployment d) -> d.spec().policy().paused())
                .thenComparing(PurpleMcpDeployment::name))
        .forEach(
            deployment ->
                resource
                    .apply(deployment)
                    .ifPresent(
                        name ->
                            keepers.putIfAbsent(
                                name,
                                new Keeper(deployment.name(), deletion(look, resource, name)))));
    return new Keepers(Map.copyOf(keepers));
  }

  private static Optional<PolicySpec.Deletion> deletion(
      Look look, Function<PurpleMcpDeployment, Optional<String>> resource, String name) {
    boolean unsure =
        look.neighbours().stream()
            .filter(neighbour -> !neighbour.certain())
            .anyMatch(neighbour -> shares(neighbour.deployment(), resource, name));
    if (unsure) {
      return Optional.empty();
    }
    boolean delete =
        look.living()
            .filter(deployment -> shares(deployment, resource, name))
            .allMatch(d -> d.spec().policy().deletion() == PolicySpec.Deletion.Delete);
    return Optional.of(delete ? PolicySpec.Deletion.Delete : PolicySpec.Deletion.Retain);
  }

  private static boolean shares(
      PurpleMcpDeployment deployment,
      Function<PurpleMcpDeployment, Optional<String>> resource,
      String name) {
    return resource.apply(deployment).filter(name::equals).isPresent();
  }

  /** Whether this deployment looks after the resource of that name. */
  public boolean keeps(PurpleMcpDeployment deployment, String resource) {
    Keeper keeper = byResource.get(resource);
    return keeper != null && keeper.deployment().equals(deployment.name());
  }

  public Keeper of(String resource) {
    return byResource.get(resource);
  }
}
