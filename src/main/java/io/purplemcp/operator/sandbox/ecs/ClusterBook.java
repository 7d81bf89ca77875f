package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/** Clusters, which hold services and tasks of the same account and region. */
final class ClusterBook {
  static final String ACTIVE = "ACTIVE";
  static final String INACTIVE = "INACTIVE";

  private static final String NAME = "[a-zA-Z0-9_-]{1,255}";
  private static final int DESCRIBE_MOST = 100;

  /** The account's default, which every cluster shows though nobody sent it. */
  private static final ClusterSetting INSIGHTS_DISABLED =
      ClusterSetting.builder()
          .name(ClusterSettingName.CONTAINER_INSIGHTS)
          .value("disabled")
          .build();

  private final Context context;
  private final EcsTags tags;

  ClusterBook(Context context) {
    this.context = context;
    this.tags = new EcsTags(context);
  }

  /** Answers the existing cluster where there is an active one of that name. */
  CreateClusterResponse create(CreateClusterRequest request) {
    String name = request.clusterName() == null ? EcsArns.DEFAULT_CLUSTER : request.clusterName();
    if (!name.matches(NAME)) {
      throw EcsError.invalid("Invalid identifier: Identifier is for " + name + ".");
    }
    Cluster cluster = table().find(name).filter(ClusterBook::isActive).orElse(null);
    if (cluster == null) {
      cluster = born(name, request);
      tags.begin(cluster.clusterArn(), request.tags());
      table().put(name, cluster);
      ServiceLinkedRole.ensure(context);
    }
    return CreateClusterResponse.builder()
        .cluster(counted(cluster).toBuilder().tags(tags.of(cluster.clusterArn())).build())
        .build();
  }

  private Cluster born(String name, CreateClusterRequest request) {
    checkProviders(request.capacityProviders(), request.defaultCapacityProviderStrategy());
    return Cluster.builder()
        .clusterArn(EcsArns.cluster(context, name))
        .clusterName(name)
        .status(ACTIVE)
        .settings(merged(List.of(INSIGHTS_DISABLED), request.settings()))
        .configuration(request.configuration())
        .capacityProviders(List.copyOf(request.capacityProviders()))
        .defaultCapacityProviderStrategy(filled(request.defaultCapacityProviderStrategy()))
        .build();
  }

  DescribeClustersResponse describe(DescribeClustersRequest request) {
    List<String> asked =
        request.clusters().isEmpty() ? List.of(EcsArns.DEFAULT_CLUSTER) : request.clusters();
    if (asked.size() > DESCRIBE_MOST) {
      throw EcsError.invalid("Clusters cannot have more than " + DESCRIBE_MOST + " elements.");
    }
    List<Cluster> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : asked) {
      String name = EcsArns.clusterName(reference);
      table()
          .find(name)
          .ifPresentOrElse(
              cluster -> found.add(shown(cluster, request.include())),
              () ->
                  failures.add(
                      Failure.builder()
                          .arn(EcsArns.cluster(context, name))
                          .reason("MISSING")
                          .build()));
    }
    return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
  }

  /** Leaves out what the caller did not ask to be included. */
  private Cluster shown(Cluster cluster, List<ClusterField> include) {
    return counted(cluster).toBuilder()
        .tags(include.contains(ClusterField.TAGS) ? tags.of(cluster.clusterArn()) : List.of())
        .settings(include.contains(ClusterField.SETTINGS) ? cluster.settings() : List.of())
        .configuration(
            include.contains(ClusterField.CONFIGURATIONS) ? cluster.configuration() : null)
        .build();
  }

  ListClustersResponse list(ListClustersRequest request) {
    List<String> arns =
        table().all().stream().filter(ClusterBook::isActive).map(Cluster::clusterArn).toList();
    Page<String> page = Pages.of(arns, request.nextToken(), request.maxResults(), 100, 100);
    return ListClustersResponse.builder()
        .clusterArns(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  UpdateClusterResponse update(UpdateClusterRequest request) {
    Cluster cluster =
        change(
            request.cluster(),
            builder -> {
              if (request.hasSettings()) {
                builder.settings(merged(builder.build().settings(), request.settings()));
              }
              if (request.configuration() != null) {
                builder.configuration(request.configuration());
              }
            });
    return UpdateClusterResponse.builder().cluster(cluster).build();
  }

  UpdateClusterSettingsResponse updateSettings(UpdateClusterSettingsRequest request) {
    Cluster cluster =
        change(
            request.cluster(),
            builder -> builder.settings(merged(builder.build().settings(), request.settings())));
    return UpdateClusterSettingsResponse.builder().cluster(cluster).build();
  }

  PutClusterCapacityProvidersResponse putCapacityProviders(
      PutClusterCapacityProvidersRequest request) {
    checkProviders(request.capacityProviders(), request.defaultCapacityProviderStrategy());
    checkUse(active(request.cluster()), request.capacityProviders());
    Cluster cluster =
        change(
            request.cluster(),
            builder ->
                builder
                    .capacityProviders(request.capacityProviders())
                    .defaultCapacityProviderStrategy(
                        filled(request.defaultCapacityProviderStrategy()))
                    .attachmentsStatus("UPDATE_COMPLETE"));
    return PutClusterCapacityProvidersResponse.builder().cluster(cluster).build();
  }

  /** A deleted cluster stays visible, and inactive. */
  DeleteClusterResponse delete(DeleteClusterRequest request) {
    Cluster cluster =
        table().find(EcsArns.clusterName(request.cluster())).orElseThrow(EcsError::clusterNotFound);
    String name = cluster.clusterName();
    if (services(name).anyMatch(service -> !INACTIVE.equals(service.status()))) {
      throw AwsError.badRequest(
          "ClusterContainsServicesException",
          "The Cluster cannot be deleted while Services are active.");
    }
    if (tasks(name).anyMatch(task -> task.status() != TaskStatus.STOPPED)) {
      throw AwsError.badRequest(
          "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
    }
    Cluster deleted = cluster.toBuilder().status(INACTIVE).build();
    table().put(name, deleted);
    tags.forget(cluster.clusterArn());
    return DeleteClusterResponse.builder().cluster(counted(deleted)).build();
  }

  /**
   * The cluster of that name or ARN.
   *
   * @throws AwsError where there is none, or a deleted one
   */
  Cluster active(String reference) {
    Cluster cluster =
        table().find(EcsArns.clusterName(reference)).orElseThrow(EcsError::clusterNotFound);
    if (!isActive(cluster)) {
      throw EcsError.clusterInactive();
    }
    return cluster;
  }

  private Cluster change(String reference, Consumer<Cluster.Builder> change) {
    Cluster.Builder builder = active(reference).toBuilder();
    change.accept(builder);
    Cluster changed = builder.build();
    table().put(changed.clusterName(), changed);
    return counted(changed);
  }

  private Cluster counted(Cluster cluster) {
    String name = cluster.clusterName();
    return cluster.toBuilder()
        .activeServicesCount((int) services(name).filter(s -> ACTIVE.equals(s.status())).count())
        .runningTasksCount(
            (int) tasks(name).filter(task -> task.status().countsAsRunning()).count())
        .pendingTasksCount(
            (int) tasks(name).filter(task -> task.status().countsAsPending()).count())
        .registeredContainerInstancesCount(0)
        .build();
  }

  private Stream<ServiceRow> services(String cluster) {
    return context.table(EcsTables.SERVICES).all().stream()
        .filter(service -> service.cluster().equals(cluster));
  }

  private Stream<TaskRow> tasks(String cluster) {
    String arn = EcsArns.cluster(context, cluster);
    return context.table(EcsTables.TASKS).all().stream()
        .filter(task -> task.model().clusterArn().equals(arn));
  }

  private static List<ClusterSetting> merged(List<ClusterSetting> old, List<ClusterSetting> sent) {
    List<ClusterSetting> all = new ArrayList<>(old);
    for (ClusterSetting setting : sent) {
      if (setting.name() != ClusterSettingName.CONTAINER_INSIGHTS) {
        throw EcsError.invalid("Invalid setting name: " + setting.nameAsString());
      }
      if (!Set.of("enabled", "disabled", "enhanced").contains(setting.value())) {
        throw EcsError.invalid("Invalid value for setting containerInsights: " + setting.value());
      }
      all.removeIf(other -> other.name() == setting.name());
      all.add(setting);
    }
    return all;
  }

  /** What a service runs on cannot be taken from its cluster. */
  private void checkUse(Cluster cluster, List<String> left) {
    boolean taken =
        services(cluster.clusterName())
            .filter(service -> !INACTIVE.equals(service.status()))
            .flatMap(service -> service.model().capacityProviderStrategy().stream())
            .anyMatch(item -> !left.contains(item.capacityProvider()));
    if (taken) {
      throw AwsError.badRequest(
          "ResourceInUseException",
          "The specified capacity provider is in use and cannot be removed.");
    }
  }

  private void checkProviders(List<String> providers, List<CapacityProviderStrategyItem> strategy) {
    for (String provider : providers) {
      if (new CapacityProviderBook(context).find(provider).isEmpty()) {
        throw CapacityProviderBook.notFound(provider);
      }
    }
    for (CapacityProviderStrategyItem item : strategy) {
      if (!providers.contains(item.capacityProvider())) {
        throw EcsError.invalid(
            "The specified capacity provider '"
                + item.capacityProvider()
                + "' is not associated with the cluster.");
      }
    }
  }

  static List<CapacityProviderStrategyItem> filled(List<CapacityProviderStrategyItem> strategy) {
    return strategy.stream()
        .map(
            item ->
                item.toBuilder()
                    .base(item.base() == null ? 0 : item.base())
                    .weight(item.weight() == null ? 0 : item.weight())
                    .build())
        .toList();
  }

  private static boolean isActive(Cluster cluster) {
    return ACTIVE.equals(cluster.status());
  }

  private Table<Cluster> table() {
    return context.table(EcsTables.CLUSTERS);
  }
}
