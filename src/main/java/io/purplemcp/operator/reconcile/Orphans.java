package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetSpec;
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
 * What carries our tags and is neither claimed by a room nor named by any deployment.
 *
 * @param deployments what was made for deployments that are not declared any more, by their name
 * @param moved what was made here for deployments that are declared for another target now
 * @param leftovers what deployments that stay do not declare any more
 * @param shared what several deployments shared and none refers to now
 * @param living the deployments of the desired state that own something in the target
 */
record Orphans(
    Map<String, List<Owned>> deployments,
    Map<String, List<Owned>> moved,
    Map<String, List<Owned>> leftovers,
    List<Owned> shared,
    Set<String> living) {

  /**
   * @param claimed what rooms claim for the deployments that were looked at
   */
  static Orphans in(
      Snapshot snapshot,
      List<ResourceKind<?>> kinds,
      Fleet fleet,
      Session session,
      TargetSpec target,
      Set<String> claimed) {
    Orphans orphans =
        new Orphans(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            living(snapshot, kinds, fleet.names()));
    for (ResourceKind<?> kind : kinds) {
      kind.owned(snapshot).stream()
          .filter(owned -> !claimed.contains(owned.id()))
          .filter(owned -> !fleet.names(kind, owned, session))
          .forEach(owned -> orphans.add(owned, fleet, session));
    }
    return fleet.looksAfterShared(session, target) ? orphans : orphans.withoutShared();
  }

  private Orphans withoutShared() {
    return new Orphans(deployments, moved, leftovers, List.of(), living);
  }

  private static Set<String> living(
      Snapshot snapshot, List<ResourceKind<?>> kinds, Set<String> names) {
    return kinds.stream()
        .flatMap(kind -> kind.owned(snapshot).stream())
        .flatMap(owned -> owned.ownership().deployment().stream())
        .filter(names::contains)
        .collect(Collectors.toSet());
  }

  private void add(Owned owned, Fleet fleet, Session session) {
    Optional<String> deployment = owned.ownership().deployment();
    if (deployment.isEmpty()) {
      shared.add(owned);
    } else if (fleet.livesHere(deployment.get(), session)) {
      put(leftovers, deployment.get(), owned);
    } else if (!fleet.names().contains(deployment.get())) {
      put(deployments, deployment.get(), owned);
    } else if (Fleet.regional(owned)) {
      put(moved, deployment.get(), owned);
    }
  }

  private static void put(Map<String, List<Owned>> to, String deployment, Owned owned) {
    to.computeIfAbsent(deployment, name -> new ArrayList<>()).add(owned);
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
    return owned.stream().allMatch(Orphans::deletable);
  }

  private static boolean deletable(Owned owned) {
    return owned.ownership().deletion() == PolicySpec.Deletion.Delete;
  }

  List<Owned> deletableShared() {
    return shared.stream().filter(Orphans::deletable).toList();
  }

  List<Owned> retainedShared() {
    return shared.stream().filter(owned -> !deletable(owned)).toList();
  }

  /** What a deployment that stays does not declare any more. */
  List<Owned> leftBy(Declaration deployment) {
    return leftovers.getOrDefault(deployment.name(), List.of());
  }

  /**
   * Why the deletions are not to be made, if they are not (X06, X09): too many at once, or one that
   * looks like a renaming.
   */
  Optional<String> held(String name, List<Declaration> desired, int maxPercent) {
    return tooMany(desired, maxPercent).or(() -> renamed(name, desired));
  }

  /** Whether too many deployments lose something at once: all of what they had, or a part. */
  Optional<String> tooMany(List<Declaration> desired, int maxPercent) {
    int leaving = deletable().size();
    long losing =
        desired.stream()
            .filter(d -> d.policy().deletion() == PolicySpec.Deletion.Delete)
            .filter(d -> !leftBy(d).isEmpty())
            .count();
    long going = leaving + losing;
    int all = living.size() + leaving;
    if (going <= Math.max(1, all * maxPercent / 100)) {
      return Optional.empty();
    }
    return Optional.of(
        going
            + " of "
            + all
            + " deployments of this target left the desired state, or something that they declared"
            + " did, at once: more than the "
            + maxPercent
            + " % that purple.deletion.max-percent allows. Nothing is deleted. Put them back, or"
            + " raise the limit.");
  }

  private Optional<String> renamed(String name, List<Declaration> desired) {
    return heir(name, desired)
        .map(
            heir ->
                name
                    + " left the desired state while "
                    + heir.name()
                    + " uses the same console secret: this looks like a renaming. Nothing is"
                    + " deleted. Rename it back, or set policy.deletion: Retain before renaming and"
                    + " remove the old resources yourself.");
  }

  /**
   * What looks as if it were to be renamed and stays under its old name, by that, with what to know
   * of it. A secret that several have left says nothing, nor does one that an older deployment
   * uses.
   */
  Map<String, String> renamings(List<Declaration> desired) {
    Map<String, List<String>> byHeir = new LinkedHashMap<>();
    for (String name : deployments.keySet()) {
      heir(name, desired)
          .map(Declaration::name)
          .filter(heir -> !living.contains(heir))
          .ifPresent(heir -> byHeir.computeIfAbsent(heir, h -> new ArrayList<>()).add(name));
    }
    return byHeir.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .filter(entry -> !deletable(deployments.get(entry.getValue().get(0))))
        .collect(
            Collectors.toMap(
                entry -> entry.getValue().get(0),
                entry -> renaming(entry.getValue().get(0), entry.getKey()),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private String renaming(String name, String heir) {
    return name
        + " is not declared, and "
        + heir
        + ", which is new, uses the same console secret: this looks like a renaming. AWS cannot"
        + " rename, so all of "
        + heir
        + " is made anew, with an address of its own, and the "
        + deployments.get(name).size()
        + " resources of "
        + name
        + " stay as they are (policy.deletion is Retain): its tasks go on running, and nobody looks"
        + " after them. When its clients have moved: delete "
        + name
        + ".";
  }

  private Optional<Declaration> heir(String name, List<Declaration> desired) {
    Optional<String> secret =
        deployments.getOrDefault(name, List.of()).stream()
            .flatMap(owned -> owned.ownership().secret().stream())
            .findFirst();
    return desired.stream()
        .filter(declared -> secret.isPresent() && secret.equals(secretOf(declared)))
        .findFirst();
  }

  private static Optional<String> secretOf(Declaration declared) {
    return declared instanceof PurpleMcpDeployment deployment
        ? Optional.of(deployment.spec().console().secretId())
        : Optional.empty();
  }
}
