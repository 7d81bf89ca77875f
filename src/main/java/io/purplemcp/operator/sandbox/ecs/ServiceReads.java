package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Shows services. */
final class ServiceReads {
  private static final int DESCRIBE_MOST = 10;
  private static final int LIST_USUAL = 10;
  private static final int LIST_MOST = 100;
  private static final String PLATFORM = "1.4.0";

  private final Context context;

  ServiceReads(Context context) {
    this.context = context;
  }

  /** A missing service is no error: it is named among the failures. */
  DescribeServicesResponse describe(DescribeServicesRequest request) {
    if (request.services().isEmpty()) {
      throw EcsError.invalid("Services cannot be empty.");
    }
    if (request.services().size() > DESCRIBE_MOST) {
      throw EcsError.invalid("Services cannot have more than " + DESCRIBE_MOST + " elements.");
    }
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    List<Service> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : request.services()) {
      String name = EcsArns.last(reference);
      context
          .table(EcsTables.SERVICES)
          .find(ServiceRow.key(cluster.clusterName(), name))
          .ifPresentOrElse(
              row -> found.add(shown(row, request.include().contains(ServiceField.TAGS))),
              () -> failures.add(missing(cluster, name)));
    }
    return DescribeServicesResponse.builder().services(found).failures(failures).build();
  }

  private Failure missing(Cluster cluster, String name) {
    return Failure.builder()
        .arn(EcsArns.service(context, cluster.clusterName(), name))
        .reason("MISSING")
        .build();
  }

  ListServicesResponse list(ListServicesRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    List<String> arns =
        context.table(EcsTables.SERVICES).all().stream()
            .filter(row -> row.cluster().equals(cluster.clusterName()))
            .filter(row -> !ClusterBook.INACTIVE.equals(row.status()))
            .map(ServiceRow::model)
            .filter(launchedAs(request.launchType()))
            .filter(scheduledAs(request.schedulingStrategy()))
            .map(Service::serviceArn)
            .toList();
    Page<String> page =
        Pages.of(arns, request.nextToken(), request.maxResults(), LIST_USUAL, LIST_MOST);
    return ListServicesResponse.builder()
        .serviceArns(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static Predicate<Service> launchedAs(LaunchType type) {
    return service -> type == null || service.launchType() == type;
  }

  private static Predicate<Service> scheduledAs(SchedulingStrategy strategy) {
    return service -> strategy == null || service.schedulingStrategy() == strategy;
  }

  /** The service with all that follows from its deployments and tasks. */
  Service shown(ServiceRow row, boolean withTags) {
    List<TaskRow> tasks = tasks(row);
    List<Tag> tags = withTags ? new EcsTags(context).of(row.model().serviceArn()) : List.of();
    Service.Builder shown =
        row.model().toBuilder()
            .runningCount(running(tasks))
            .pendingCount(pending(tasks))
            .deployments(
                row.rollouts().stream().map(rollout -> deployment(row, rollout, tasks)).toList())
            .events(row.events())
            .tags(tags);
    if (!row.rollouts().isEmpty()) {
      Rollout primary = row.rollouts().get(0);
      shown
          .currentServiceDeployment(primary.deploymentArn())
          .currentServiceRevisions(
              row.rollouts().stream().map(r -> revision(row, r, tasks)).toList());
    }
    return shown.build();
  }

  List<TaskRow> tasks(ServiceRow row) {
    return row.tasks().stream()
        .flatMap(arn -> context.table(EcsTables.TASKS).find(arn).stream())
        .toList();
  }

  private Deployment deployment(ServiceRow row, Rollout rollout, List<TaskRow> tasks) {
    ServiceRevision revision = new Deployments(context).revision(rollout);
    List<TaskRow> own = tasks.stream().filter(task -> task.of(rollout)).toList();
    boolean primary = isPrimary(row, rollout);
    return Deployment.builder()
        .id(rollout.id())
        .status(primary ? "PRIMARY" : "ACTIVE")
        .taskDefinition(revision.taskDefinition())
        .desiredCount(primary ? row.model().desiredCount() : wanted(own))
        .runningCount(running(own))
        .pendingCount(pending(own))
        .failedTasks(rollout.failedTasks())
        .createdAt(rollout.createdAt())
        .updatedAt(rollout.updatedAt())
        .launchType(revision.launchType())
        .capacityProviderStrategy(
            revision.hasCapacityProviderStrategy() ? revision.capacityProviderStrategy() : null)
        .platformVersion(
            "LATEST".equals(revision.platformVersion()) ? PLATFORM : revision.platformVersion())
        .platformFamily(revision.platformFamily())
        .networkConfiguration(revision.networkConfiguration())
        .rolloutState(rollout.state())
        .rolloutStateReason(rollout.reason())
        .build();
  }

  private ServiceCurrentRevisionSummary revision(
      ServiceRow row, Rollout rollout, List<TaskRow> tasks) {
    List<TaskRow> own = tasks.stream().filter(task -> task.of(rollout)).toList();
    return ServiceCurrentRevisionSummary.builder()
        .arn(rollout.revisionArn())
        .requestedTaskCount(isPrimary(row, rollout) ? row.model().desiredCount() : wanted(own))
        .runningTaskCount(running(own))
        .pendingTaskCount(pending(own))
        .build();
  }

  private static boolean isPrimary(ServiceRow row, Rollout rollout) {
    return row.rollouts().get(0) == rollout;
  }

  private static int wanted(List<TaskRow> tasks) {
    return (int) tasks.stream().filter(TaskRow::wanted).count();
  }

  static int running(List<TaskRow> tasks) {
    return (int) tasks.stream().filter(task -> task.status().countsAsRunning()).count();
  }

  static int pending(List<TaskRow> tasks) {
    return (int) tasks.stream().filter(task -> task.status().countsAsPending()).count();
  }
}
