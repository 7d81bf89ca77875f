package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.CapacityProviderSpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * The capacity providers of instances, which are managed elsewhere and referred to by name.
 *
 * @param active the names of those that exist
 */
record InstanceProviders(Reading<Set<String>> active) {
  /** How many DescribeCapacityProviders takes by name. */
  private static final int BATCH = 100;

  static InstanceProviders read(Look look) {
    var names = new TreeSet<String>();
    look.desired().forEach(deployment -> names.addAll(namesOf(deployment)));
    if (names.isEmpty()) {
      return new InstanceProviders(new Reading.Present<>(Set.of()));
    }
    List<String> all = List.copyOf(names);
    var active = new TreeSet<String>();
    try {
      for (int from = 0; from < all.size(); from += BATCH) {
        List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
        look
            .clients()
            .ecs()
            .describeCapacityProviders(request -> request.capacityProviders(batch))
            .capacityProviders()
            .stream()
            .filter(provider -> provider.status() == CapacityProviderStatus.ACTIVE)
            .map(CapacityProvider::name)
            .forEach(active::add);
      }
      return new InstanceProviders(new Reading.Present<>(Set.copyOf(active)));
    } catch (SdkException refused) {
      return new InstanceProviders(
          new Reading.Unreadable<>(Failures.of(refused, "ecs:DescribeCapacityProviders")));
    }
  }

  private static Set<String> namesOf(PurpleMcpDeployment deployment) {
    return deployment.spec().compute().capacityProviders().stream()
        .filter(provider -> !provider.ofFargate())
        .map(CapacityProviderSpec::name)
        .collect(Collectors.toSet());
  }

  /** Of what a deployment declares, what can be associated with a cluster: it exists. */
  Set<String> usable(PurpleMcpDeployment deployment) {
    var usable = new TreeSet<String>();
    for (CapacityProviderSpec provider : deployment.spec().compute().capacityProviders()) {
      if (provider.ofFargate() || active.found().orElse(Set.of()).contains(provider.name())) {
        usable.add(provider.name());
      }
    }
    return usable;
  }

  /** What stands in the way of the deployment's capacity providers. */
  Optional<Finding> obstacle(
      PurpleMcpDeployment deployment, ResourceId id, Optional<Cluster> live) {
    Set<String> declared = namesOf(deployment);
    if (active instanceof Reading.Unreadable<Set<String>> unreadable && !declared.isEmpty()) {
      return Optional.of(Finding.failed(id, unreadable.failure()));
    }
    var missing = new TreeSet<>(declared);
    missing.removeAll(usable(deployment));
    if (!missing.isEmpty()) {
      return Optional.of(
          Finding.blocked(
              Reason.ReferenceNotFound,
              id,
              "compute.capacityProviders names %s, and there is no active capacity provider of that name; create it, or run on FARGATE and FARGATE_SPOT"
                  .formatted(String.join(", ", missing))));
    }
    boolean elsewhere = deployment.spec().compute().clusterArn().isPresent();
    return live.filter(cluster -> elsewhere)
        .flatMap(cluster -> notAssociated(deployment, id, cluster));
  }

  private static Optional<Finding> notAssociated(
      PurpleMcpDeployment deployment, ResourceId id, Cluster cluster) {
    var missing = new TreeSet<String>();
    deployment.spec().compute().capacityProviders().forEach(each -> missing.add(each.name()));
    missing.removeAll(cluster.capacityProviders());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.blocked(
                Reason.ReferenceNotFound,
                id,
                "The cluster %s, which compute.clusterArn refers to, has no capacity provider %s; associate it with the cluster (aws ecs put-cluster-capacity-providers), or give compute.cluster to have one made"
                    .formatted(cluster.clusterName(), String.join(", ", missing))));
  }
}
