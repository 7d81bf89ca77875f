package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What carries our tags and belongs to no deployment of the desired state any more.
 *
 * @param deployments by the name of the deployment that once was
 * @param shared what several deployments shared and none refers to now
 * @param living how many deployments of the desired state own something in the target
 */
record Orphans(Map<String, List<Owned>> deployments, List<Owned> shared, long living) {

  static Orphans in(
      Snapshot snapshot, List<ResourceKind<?>> kinds, Set<String> names, Set<String> claimed) {
    Map<String, List<Owned>> deployments = new LinkedHashMap<>();
    List<Owned> shared = new ArrayList<>();
    List<Owned> all = kinds.stream().flatMap(kind -> kind.owned(snapshot).stream()).toList();
    for (Owned owned : all) {
      if (claimed.contains(owned.id())) {
        continue;
      }
      Optional<String> deployment = owned.ownership().deployment();
      if (deployment.isEmpty()) {
        shared.add(owned);
      } else if (!names.contains(deployment.get())) {
        deployments.computeIfAbsent(deployment.get(), name -> new ArrayList<>()).add(owned);
      }
    }
    long living =
        all.stream()
            .flatMap(owned -> owned.ownership().deployment().stream())
            .filter(names::contains)
            .distinct()
            .count();
    return new Orphans(deployments, shared, living);
  }

  /** Those that may be deleted by what their own tags say. */
  Map<String, List<Owned>> deletable() {
    return deployments.entrySet().stream()
        .filter(entry -> deletable(entry.getValue()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static boolean deletable(List<Owned> owned) {
    return owned.stream()
        .allMatch(resource -> resource.ownership().deletion() == PolicySpec.Deletion.Delete);
  }

  List<Owned> deletableShared() {
    return shared.stream()
        .filter(owned -> owned.ownership().deletion() == PolicySpec.Deletion.Delete)
        .toList();
  }

  /**
   * Why the deletions are not to be made, if they are not (X06, X09): too many at once, or one that
   * looks like a renaming.
   */
  Optional<String> held(String name, List<Declaration> desired, int maxPercent) {
    int going = deletable().size();
    long allowed = Math.max(1, (living + going) * maxPercent / 100);
    if (going > allowed) {
      return Optional.of(
          going
              + " of "
              + (living + going)
              + " deployments of this target left the desired state at once, more than the "
              + maxPercent
              + " % that purple.deletion.max-percent allows. Nothing is deleted. Put them back, or"
              + " raise the limit.");
    }
    Optional<String> secret =
        deployments.getOrDefault(name, List.of()).stream()
            .flatMap(owned -> owned.ownership().secret().stream())
            .findFirst();
    return desired.stream()
        .filter(declared -> secret.isPresent() && secret.equals(secretOf(declared)))
        .findFirst()
        .map(
            heir ->
                name
                    + " left the desired state while "
                    + heir.name()
                    + " uses the same console secret: this looks like a renaming. Nothing is"
                    + " deleted. Rename it back, or set policy.deletion: Retain before renaming and"
                    + " remove the old resources yourself.");
  }

  private static Optional<String> secretOf(Declaration declared) {
    return declared instanceof PurpleMcpDeployment deployment
        ? Optional.of(deployment.spec().console().secretId())
        : Optional.empty();
  }
}
