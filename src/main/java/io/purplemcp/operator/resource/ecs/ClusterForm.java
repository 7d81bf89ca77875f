package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.TagComparison;
import io.purplemcp.operator.resource.Tags;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A cluster of ours as it should be, compared with what is there.
 *
 * @param providers the capacity providers that the deployments need; others may be associated, too
 * @param insights what Container Insights are to be; empty where no deployment says
 */
record ClusterForm(
    ResourceId id, Map<String, String> tags, Set<String> providers, Optional<String> insights) {
  private static final String PROVIDERS = "capacityProviders";
  private static final String INSIGHTS = "settings[containerInsights]";
  private static final String ASSOCIATED = "associated";

  /** A comparison, and what of it concerns the tags. */
  record Compared(Comparison comparison, TagComparison tags) {}

  Compared compare(Optional<Cluster> live) {
    var comparison = new Comparison();
    for (String provider : new TreeSet<>(providers)) {
      boolean there = live.filter(c -> c.capacityProviders().contains(provider)).isPresent();
      comparison.value(PROVIDERS + "[" + provider + "]", ASSOCIATED, there ? ASSOCIATED : null);
    }
    insights.ifPresent(
        wanted -> {
          if (live.isPresent()) {
            comparison.carried(INSIGHTS, wanted, insights(live.get()));
          } else {
            comparison.value(INSIGHTS, wanted, null);
          }
        });
    Map<String, String> liveTags = live.map(ClusterForm::tags).orElse(Map.of());
    return new Compared(comparison, TagComparison.of(comparison, tags, liveTags));
  }

  private static Optional<String> insights(Cluster cluster) {
    return cluster.settings().stream()
        .filter(setting -> setting.name() == ClusterSettingName.CONTAINER_INSIGHTS)
        .map(ClusterSetting::value)
        .findFirst();
  }

  static Map<String, String> tags(Cluster cluster) {
    return Tags.map(cluster.tags(), Tag::key, Tag::value);
  }

  Change create(Compared compared) {
    Call call =
        Call.of(
            "ecs:CreateCluster",
            execution -> {
              var response =
                  execution
                      .clients()
                      .ecs()
                      .createCluster(
                          request -> {
                            request.clusterName(id.name()).tags(EcsTags.list(tags));
                            if (!providers.isEmpty()) {
                              request.capacityProviders(providers);
                            }
                            insights.ifPresent(value -> request.settings(setting(value)));
                          });
              execution.publish(Reference.CLUSTER_ARN, response.cluster().clusterArn());
              return response;
            });
    return Change.create(id, compared.comparison().differences(), call);
  }

  private static ClusterSetting setting(String value) {
    return ClusterSetting.builder()
        .name(ClusterSettingName.CONTAINER_INSIGHTS)
        .value(value)
        .build();
  }

  Change update(Cluster live, Compared compared) {
    Comparison comparison = compared.comparison();
    var calls = new ArrayList<Call>();
    if (comparison.differsAt(PROVIDERS)) {
      calls.add(associate(live));
    }
    if (comparison.differsAt(INSIGHTS)) {
      calls.add(
          Call.of(
              "ecs:UpdateClusterSettings",
              execution ->
                  execution
                      .clients()
                      .ecs()
                      .updateClusterSettings(
                          request ->
                              request
                                  .cluster(live.clusterArn())
                                  .settings(setting(insights.orElseThrow())))));
    }
    calls.addAll(EcsTags.calls(live.clusterArn(), compared.tags()));
    return Change.update(id, comparison.differences(), calls);
  }

  /** The call replaces the whole list, so that what others have associated is sent along. */
  private Call associate(Cluster live) {
    var all = new TreeSet<>(live.capacityProviders());
    all.addAll(providers);
    return Call.of(
        "ecs:PutClusterCapacityProviders",
        execution ->
            execution
                .clients()
                .ecs()
                .putClusterCapacityProviders(
                    request ->
                        request
                            .cluster(live.clusterArn())
                            .capacityProviders(all)
                            .defaultCapacityProviderStrategy(
                                live.defaultCapacityProviderStrategy())));
  }
}
