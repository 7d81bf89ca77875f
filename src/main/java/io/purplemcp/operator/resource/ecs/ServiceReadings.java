package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.Tags;
import io.purplemcp.operator.resource.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * Not a kind of its own but the bulk reading of services, which two kinds need: task definitions,
 * to know which revision runs, and services.
 */
public final class ServiceReadings implements ResourceKind<ServiceReadings.Observed> {
  /** What DescribeServices takes at once, all of one cluster. */
  private static final int DESCRIBE_BATCH = 10;

  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final String INACTIVE = "INACTIVE";
  private static final String MISSING = "MISSING";

  /** A service within a target. */
  public record Key(String cluster, String service) implements Comparable<Key> {
    static Key of(PurpleMcpDeployment deployment) {
      return new Key(deployment.names().cluster(), deployment.names().service());
    }

    /** From {@code arn:…:service/CLUSTER/NAME}. */
    static Optional<Key> ofArn(String arn) {
      String[] parts = arn.split("/");
      return parts.length == 3 ? Optional.of(new Key(parts[1], parts[2])) : Optional.empty();
    }

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return cluster + "/" + service;
    }
  }

  /** A service that exists: it is active or draining. */
  public record Live(Service service, Map<String, String> tags) {
    boolean draining() {
      return "DRAINING".equals(service.status());
    }

    Optional<Deployment> primary() {
      return service.deployments().stream()
          .filter(deployment -> "PRIMARY".equals(deployment.status()))
          .findFirst();
    }

    /** Whether its last rollout is over, and well. */
    public boolean settled() {
      return service.deployments().size() == 1
          && primary()
              .filter(
                  each ->
                      each.rolloutState() == null
                          || each.rolloutState() == DeploymentRolloutState.COMPLETED)
              .isPresent();
    }

    /** The revisions that run or are being replaced. */
    boolean uses(String taskDefinitionArn) {
      return taskDefinitionArn.equals(service.taskDefinition())
          || service.deployments().stream()
              .anyMatch(deployment -> taskDefinitionArn.equals(deployment.taskDefinition()));
    }
  }

  /**
   * @param byKey all services that the deployments name, and those that carry our tags
   * @param formerly when a service of that name that is inactive now was made
   * @param made which services this process has made, and when: ECS may not see them at once
   */
  public record Observed(
      Map<Key, Reading<Live>> byKey, Map<Key, Instant> formerly, Map<Key, Instant> made) {
    public Reading<Live> of(PurpleMcpDeployment deployment) {
      return of(Key.of(deployment));
    }

    Reading<Live> of(Key key) {
      return byKey.getOrDefault(key, new Reading.NotRead<>());
    }

    public List<Live> all() {
      return byKey.values().stream().flatMap(reading -> reading.found().stream()).toList();
    }
  }

  @Override
  public String name() {
    return "ServiceReadings";
  }

  @Override
  public Observed observe(Look look) {
    var clusters = new HashMap<String, String>();
    var byCluster = new HashMap<String, TreeSet<String>>();
    for (PurpleMcpDeployment deployment : look.deployments()) {
      Key key = Key.of(deployment);
      deployment.spec().compute().clusterArn().ifPresent(arn -> clusters.put(key.cluster(), arn));
      byCluster.computeIfAbsent(key.cluster(), any -> new TreeSet<>()).add(key.service());
    }
    Set<Key> desired = look.living().map(Key::of).collect(Collectors.toSet());
    for (String arn : look.snapshot().of(TagIndex.class).arns(":service/")) {
      Key.ofArn(arn)
          .filter(key -> !desired.contains(key))
          .ifPresent(
              key ->
                  byCluster
                      .computeIfAbsent(key.cluster(), any -> new TreeSet<>())
                      .add(key.service()));
    }
    Map<Key, Instant> made =
        look.memory().remember("services that were made", FOR_EVER, ConcurrentHashMap::new);
    var observed = new Observed(new HashMap<>(), new HashMap<>(), made);
    byCluster.forEach(
        (cluster, services) ->
            read(look, clusters.getOrDefault(cluster, cluster), cluster, services, observed));
    return observed;
  }

  private static void read(
      Look look, String clusterId, String cluster, TreeSet<String> services, Observed observed) {
    var names = new ArrayList<>(services);
    for (int from = 0; from < names.size(); from += DESCRIBE_BATCH) {
      List<String> batch = names.subList(from, Math.min(names.size(), from + DESCRIBE_BATCH));
      try {
        take(
            cluster,
            look.clients()
                .ecs()
                .describeServices(
                    request ->
                        request.cluster(clusterId).services(batch).include(ServiceField.TAGS)),
            observed);
      } catch (ClusterNotFoundException noCluster) {
        batch.forEach(name -> observed.byKey().put(new Key(cluster, name), new Reading.Absent<>()));
      }
    }
  }

  private static void take(String cluster, DescribeServicesResponse response, Observed observed) {
    for (Service service : response.services()) {
      var key = new Key(cluster, service.serviceName());
      if (INACTIVE.equals(service.status())) {
        observed.byKey().put(key, new Reading.Absent<>());
        if (service.createdAt() != null) {
          observed.formerly().put(key, service.createdAt());
        }
      } else {
        Map<String, String> tags = Tags.map(service.tags(), Tag::key, Tag::value);
        observed.byKey().put(key, new Reading.Present<>(new Live(service, tags)));
      }
    }
    response
        .failures()
        .forEach(
            failure -> {
              String name = failure.arn().substring(failure.arn().lastIndexOf('/') + 1);
              observed
                  .byKey()
                  .put(
                      new Key(cluster, name),
                      MISSING.equals(failure.reason())
                          ? new Reading.Absent<>()
                          : new Reading.Unreadable<>(unreadable(failure)));
            });
  }

  private static Failure unreadable(software.amazon.awssdk.services.ecs.model.Failure failure) {
    return new Failure(
        FailureClass.UNKNOWN,
        "ecs:DescribeServices",
        failure.reason(),
        Optional.ofNullable(failure.detail()).orElse(""),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Assessment assess(PurpleMcpDeployment deployment, View view) {
    return Assessment.NOTHING;
  }

  /** Nothing of this kind is ours. */
  @Override
  public boolean names(PurpleMcpDeployment deployment, Owned owned) {
    return false;
  }

  @Override
  public List<Owned> owned(Snapshot snapshot) {
    return List.of();
  }

  @Override
  public Assessment retire(List<Owned> owned, View view) {
    return Assessment.NOTHING;
  }
}
