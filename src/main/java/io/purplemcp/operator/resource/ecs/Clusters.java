package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Finding;
import io.purplemcp.operator.resource.Keepers;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.OwnershipCheck;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.Trace;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/** The clusters that the services run in; deployments that name the same one share it. */
public final class Clusters implements ResourceKind<Clusters.Observed> {
  public static final String NAME = "Cluster";

  /** The calls that change a cluster, by the paths of its fields. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "", Set.of("UpdateCluster", "UpdateClusterSettings", "PutClusterCapacityProviders"),
          "tags", Set.of("TagResource", "UntagResource"),
          "presence", Set.of("DeleteCluster"));

  private static final String ROLE = "cluster";
  private static final String ACTIVE = "ACTIVE";

  /** What {@code DescribeClusters} takes at once. */
  private static final int BATCH = 100;

  private static final Duration WHILE_IN_USE = Duration.ofSeconds(30);

  /**
   * @param active the clusters that are active, by name; a deleted one may be told of for hours
   * @param desired all deployments that may share them
   * @param instances the capacity providers of instances that they name
   */
  public record Observed(
      Map<String, Cluster> active,
      Keepers keepers,
      List<PurpleMcpDeployment> desired,
      InstanceProviders instances) {
    Optional<Cluster> named(String name) {
      return Optional.ofNullable(active.get(name));
    }

    /** Those that have the cluster of that name made for them. */
    private List<PurpleMcpDeployment> sharing(String name) {
      return desired.stream().filter(d -> managed(d).filter(name::equals).isPresent()).toList();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Observed observe(Look look) {
    var names = new TreeSet<String>();
    look.deployments().forEach(deployment -> names.add(deployment.names().cluster()));
    look.snapshot()
        .of(TagIndex.class)
        .arns(":cluster/")
        .forEach(arn -> names.add(arn.substring(arn.lastIndexOf('/') + 1)));
    List<String> all = List.copyOf(names);
    var active = new HashMap<String, Cluster>();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      look
          .clients()
          .ecs()
          .describeClusters(
              request -> request.clusters(batch).include(ClusterField.TAGS, ClusterField.SETTINGS))
          .clusters()
          .stream()
          .filter(cluster -> ACTIVE.equals(cluster.status()))
          .forEach(cluster -> active.put(cluster.clusterName(), cluster));
    }
    return new Observed(
        Map.copyOf(active),
        Keepers.of(look, Clusters::managed),
        look.desired(),
        InstanceProviders.read(look));
  }

  private static Optional<String> managed(PurpleMcpDeployment deployment) {
    return deployment.spec().compute().clusterArn().isPresent()
        ? Optional.empty()
        : Optional.of(deployment.names().cluster());
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    Observed observed = view.observed(Clusters.class);
    String name = deployment.names().cluster();
    Optional<Cluster> live = observed.named(name);
    var assessment = Assessment.builder();
    Optional<Finding> obstacle =
        observed.instances().obstacle(deployment, new ResourceId(NAME, name), live);
    obstacle.ifPresent(assessment::finding);
    live.ifPresent(cluster -> assessment.claim(cluster.clusterArn()));
    // Without it no service is made, which could run nowhere.
    live.filter(cluster -> obstacle.isEmpty())
        .ifPresent(cluster -> assessment.reference(Reference.CLUSTER_ARN, cluster.clusterArn()));
    Optional<String> referenced = deployment.spec().compute().clusterArn();
    if (referenced.isPresent()) {
      if (live.isEmpty()) {
        assessment.finding(missing(name, referenced.get()));
      }
    } else if (observed.keepers().keeps(deployment, name)) {
      keep(deployment, name, live, observed, assessment);
    }
    return assessment.build();
  }

  private static Finding missing(String name, String arn) {
    return Finding.blocked(
        Reason.ReferenceNotFound,
        new ResourceId(NAME, name),
        "compute.clusterArn names %s, and there is no active cluster of that name; create it, or give compute.cluster to have one made"
            .formatted(arn));
  }

  private static void keep(
      PurpleMcpDeployment deployment,
      String name,
      Optional<Cluster> live,
      Observed observed,
      Assessment.Builder assessment) {
    boolean adopt = deployment.spec().policy().adoption() == PolicySpec.Adoption.Adopt;
    ClusterForm form = form(name, live.map(ClusterForm::tags).orElse(Map.of()), observed);
    Optional<Finding> refusal =
        live.flatMap(
            cluster ->
                OwnershipCheck.sharedRefusal(
                    form.id(), cluster.clusterArn(), ClusterForm.tags(cluster), adopt));
    if (refusal.isPresent()) {
      assessment.finding(refusal.get());
      return;
    }
    ClusterForm.Compared compared = form.compare(live);
    assessment.compared(form.id(), compared.comparison());
    if (live.isEmpty()) {
      assessment.change(form.create(compared));
    } else if (!compared.comparison().same()) {
      assessment.change(form.update(live.get(), compared));
    }
  }

  /** What all that share the cluster need of it. */
  private static ClusterForm form(String name, Map<String, String> liveTags, Observed observed) {
    List<PurpleMcpDeployment> sharing = observed.sharing(name);
    var providers = new TreeSet<String>();
    sharing.forEach(each -> providers.addAll(observed.instances().usable(each)));
    return new ClusterForm(
        new ResourceId(NAME, name),
        observed.keepers().of(name).tags(ROLE, liveTags),
        providers,
        sharing.stream()
            .flatMap(each -> each.spec().compute().containerInsights().stream())
            .map(insights -> insights.name())
            .findFirst());
  }

  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return deployment.names().cluster().equals(owned.resource().name());
  }

  @Override
  public Optional<Trace> trace(ResourceId resource, String path, Snapshot snapshot) {
    Cluster live = snapshot.of(Clusters.class).active().get(resource.name());
    Set<String> forms =
        live == null ? Set.of(resource.name()) : Set.of(resource.name(), live.clusterArn());
    return Trace.calls(path, CALLS)
        .map(calls -> new Trace(List.of(), List.of(forms), calls, false));
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return snapshot.of(Clusters.class).active().entrySet().stream()
        .flatMap(
            each ->
                Owned.of(
                    new ResourceId(NAME, each.getKey()),
                    each.getValue().clusterArn(),
                    ClusterForm.tags(each.getValue())))
        .toList();
  }

  /** Only an empty cluster goes (SV12): what others run in it is theirs. */
  @Override
  public Assessment retire(List<Owned> owned, View view) {
    var assessment = Assessment.builder();
    for (Owned each : owned) {
      view.observed(Clusters.class)
          .named(each.resource().name())
          .ifPresent(
              cluster -> {
                if (empty(cluster)) {
                  assessment.change(Change.delete(each.resource(), delete(cluster)));
                } else {
                  assessment.finding(inUse(each.resource(), cluster));
                }
              });
    }
    return assessment.build();
  }

  private static boolean empty(Cluster cluster) {
    return cluster.activeServicesCount() == 0
        && cluster.runningTasksCount() == 0
        && cluster.pendingTasksCount() == 0
        && cluster.registeredContainerInstancesCount() == 0;
  }

  private static Finding inUse(ResourceId id, Cluster cluster) {
    return Finding.waiting(
        Reason.WaitingForDependency,
        id,
        "The cluster %s is kept while it has %d services and %d tasks"
            .formatted(
                cluster.clusterName(),
                cluster.activeServicesCount(),
                cluster.runningTasksCount() + cluster.pendingTasksCount()),
        WHILE_IN_USE);
  }

  private static Call delete(Cluster cluster) {
    return Call.of(
        "ecs:DeleteCluster",
        execution -> execution.clients().ecs().deleteCluster(r -> r.cluster(cluster.clusterArn())));
  }
}
