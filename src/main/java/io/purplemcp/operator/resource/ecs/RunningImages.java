package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.Names;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Assessment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Reading;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.View;
import io.purplemcp.operator.resource.ecr.ImageName;
import io.purplemcp.operator.resource.ecr.TagLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Not a kind of its own but the reading of two things that have to be compared: the digest that
 * tasks run, and the digest that their image's tag points to. ECS resolves a tag once, when a
 * deployment begins, and holds on to that (TD13).
 */
public final class RunningImages implements ResourceKind<RunningImages.Observed> {
  /** What DescribeTasks takes at once, all of one cluster. */
  private static final int DESCRIBE_BATCH = 100;

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /**
   * @param running the digests that the service's tasks run for the declared image; empty while a
   *     rollout is under way or none runs it
   * @param tag what the image's tag points to; not read where that is not asked
   */
  record Seen(Set<String> running, Reading<TagLookup.Resolved> tag) {}

  /**
   * @param byDeployment by the deployment's name
   */
  public record Observed(Map<String, Seen> byDeployment) {
    Seen of(PurpleMcpDeployment deployment) {
      return byDeployment.getOrDefault(
          deployment.name(), new Seen(Set.of(), new Reading.NotRead<>()));
    }
  }

  /** What was read of a service's tasks in one of its deployments: the digests by image. */
  private record Known(String deployment, Map<String, Set<String>> digests) {}

  @Override
  public String name() {
    return "RunningImages";
  }

  @Override
  public Observed observe(Look look) {
    var looked = new HashMap<PurpleMcpDeployment, ServiceReadings.Live>();
    ServiceReadings.Observed services = look.snapshot().of(ServiceReadings.class);
    for (PurpleMcpDeployment deployment : look.deployments()) {
      services
          .of(deployment)
          .found()
          .filter(live -> live.settled() && live.service().runningCount() > 0)
          .filter(live -> tagInEcr(deployment).isPresent())
          .ifPresent(live -> looked.put(deployment, live));
    }
    Map<String, Known> known =
        look.memory().remember("images of services", FOR_EVER, ConcurrentHashMap::new);
    read(look, looked, known);
    var seen = new HashMap<String, Seen>();
    looked.forEach(
        (deployment, live) ->
            seen.put(
                deployment.name(), seen(look, deployment, known.get(live.service().serviceArn()))));
    return new Observed(Map.copyOf(seen));
  }

  /** The place of an image that is named by a tag of ECR; no other is looked up. */
  private static Optional<ImageName.Place> tagInEcr(PurpleMcpDeployment deployment) {
    ImageName image = ImageName.of(deployment.spec().image());
    return image.digest().isPresent() ? Optional.empty() : image.ecr();
  }

  private static Seen seen(Look look, PurpleMcpDeployment deployment, Known known) {
    String image = deployment.spec().image();
    Set<String> running = known == null ? Set.of() : known.digests().getOrDefault(image, Set.of());
    return running.isEmpty()
        ? new Seen(running, new Reading.NotRead<>())
        : new Seen(
            running,
            TagLookup.of(
                look, tagInEcr(deployment).orElseThrow(), ImageName.of(image).tag().orElseThrow()));
  }

  /** Reads the tasks of services whose deployment is new; within one the digest stays. */
  private static void read(
      Look look, Map<PurpleMcpDeployment, ServiceReadings.Live> looked, Map<String, Known> known) {
    var services = new HashMap<String, ServiceReadings.Live>();
    var tasks = new TreeMap<String, List<String>>();
    looked.forEach(
        (deployment, live) -> {
          String service = live.service().serviceArn();
          Optional<Known> before = Optional.ofNullable(known.get(service));
          if (before.filter(each -> each.deployment().equals(id(live))).isEmpty()) {
            services.put(service, live);
            tasks
                .computeIfAbsent(live.service().clusterArn(), any -> new ArrayList<>())
                .addAll(list(look, live));
          }
        });
    var byService = new HashMap<String, Map<String, Set<String>>>();
    tasks.forEach((cluster, arns) -> describe(look, cluster, arns, byService));
    services.forEach(
        (service, live) ->
            Optional.ofNullable(byService.get(group(live)))
                .ifPresent(digests -> known.put(service, new Known(id(live), digests))));
  }

  private static String group(ServiceReadings.Live live) {
    return live.service().clusterArn() + "service:" + live.service().serviceName();
  }

  private static String id(ServiceReadings.Live live) {
    return live.primary().map(Deployment::id).orElse("");
  }

  private static List<String> list(Look look, ServiceReadings.Live live) {
    return look.clients()
        .ecs()
        .listTasks(
            request ->
                request
                    .cluster(live.service().clusterArn())
                    .serviceName(live.service().serviceName())
                    .desiredStatus(DesiredStatus.RUNNING))
        .taskArns();
  }

  private static void describe(
      Look look,
      String cluster,
      List<String> arns,
      Map<String, Map<String, Set<String>>> byService) {
    for (int from = 0; from < arns.size(); from += DESCRIBE_BATCH) {
      List<String> batch = arns.subList(from, Math.min(arns.size(), from + DESCRIBE_BATCH));
      look.clients()
          .ecs()
          .describeTasks(request -> request.cluster(cluster).tasks(batch))
          .tasks()
          .forEach(task -> take(task, byService));
    }
  }

  /**
   * A task's group is its service. Which deployment started it does not matter: after a rollback
   * those of an earlier one run on.
   */
  private static void take(Task task, Map<String, Map<String, Set<String>>> byService) {
    task.containers().stream()
        .filter(container -> Names.CONTAINER.equals(container.name()))
        .filter(container -> container.imageDigest() != null)
        .forEach(
            container ->
                byService
                    .computeIfAbsent(task.clusterArn() + task.group(), any -> new HashMap<>())
                    .computeIfAbsent(container.image(), any -> new HashSet<>())
                    .add(container.imageDigest()));
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
