package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Shows the records of a service's deployments, and stops one. */
final class DeploymentReads {
  private static final int DESCRIBE_MOST = 20;
  private static final int LIST_USUAL = 20;
  private static final int LIST_MOST = 100;

  private final Context context;

  DeploymentReads(Context context) {
    this.context = context;
  }

  /** Newest first. */
  ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
    String name = EcsArns.last(request.service());
    String cluster = clusterOf(request);
    if (!context.table(EcsTables.SERVICES).contains(ServiceRow.key(cluster, name))) {
      throw EcsError.serviceNotFound();
    }
    String arn = EcsArns.service(context, cluster, name);
    List<ServiceDeploymentBrief> briefs =
        context.table(EcsTables.SERVICE_DEPLOYMENTS).all().stream()
            .filter(deployment -> deployment.serviceArn().equals(arn))
            .filter(
                deployment ->
                    request.status().isEmpty() || request.status().contains(deployment.status()))
            .filter(deployment -> within(deployment.createdAt(), request.createdAt()))
            .sorted(Comparator.comparing(ServiceDeployment::createdAt).reversed())
            .map(DeploymentReads::brief)
            .toList();
    Page<ServiceDeploymentBrief> page =
        Pages.of(briefs, request.nextToken(), request.maxResults(), LIST_USUAL, LIST_MOST);
    return ListServiceDeploymentsResponse.builder()
        .serviceDeployments(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  /** The service's ARN names its cluster, where the request does not. */
  private static String clusterOf(ListServiceDeploymentsRequest request) {
    String[] parts = request.service().split("/");
    return request.cluster() == null && parts.length == 3
        ? parts[1]
        : EcsArns.clusterName(request.cluster());
  }

  private static boolean within(Instant moment, CreatedAt range) {
    return range == null
        || (range.after() == null || !moment.isBefore(range.after()))
            && (range.before() == null || !moment.isAfter(range.before()));
  }

  private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
    return ServiceDeploymentBrief.builder()
        .serviceDeploymentArn(deployment.serviceDeploymentArn())
        .serviceArn(deployment.serviceArn())
        .clusterArn(deployment.clusterArn())
        .createdAt(deployment.createdAt())
        .startedAt(deployment.startedAt())
        .finishedAt(deployment.finishedAt())
        .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
        .status(deployment.status())
        .statusReason(deployment.statusReason())
        .build();
  }

  DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
    checkCount(request.serviceDeploymentArns());
    List<ServiceDeployment> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : request.serviceDeploymentArns()) {
      context
          .table(EcsTables.SERVICE_DEPLOYMENTS)
          .find(arn)
          .ifPresentOrElse(
              deployment -> found.add(current(deployment)), () -> failures.add(missing(arn)));
    }
    return DescribeServiceDeploymentsResponse.builder()
        .serviceDeployments(found)
        .failures(failures)
        .build();
  }

  /** The counts of a deployment that goes on are those of the service's tasks. */
  private ServiceDeployment current(ServiceDeployment deployment) {
    Optional<ServiceRow> service =
        service(deployment).filter(row -> deployment.finishedAt() == null);
    Optional<Rollout> rollout =
        service.flatMap(
            row ->
                row.rollouts().stream()
                    .filter(r -> r.deploymentArn().equals(deployment.serviceDeploymentArn()))
                    .filter(r -> !r.rollback())
                    .findFirst());
    if (rollout.isEmpty()) {
      return deployment;
    }
    List<TaskRow> tasks =
        new ServiceReads(context)
            .tasks(service.get()).stream().filter(task -> task.of(rollout.get())).toList();
    return deployment.toBuilder()
        .targetServiceRevision(
            deployment.targetServiceRevision().toBuilder()
                .runningTaskCount(ServiceReads.running(tasks))
                .pendingTaskCount(ServiceReads.pending(tasks))
                .build())
        .deploymentCircuitBreaker(
            rollout.get().inProgress()
                ? CircuitBreaker.monitor(service.get().model(), rollout.get().failedTasks())
                : deployment.deploymentCircuitBreaker())
        .build();
  }

  DescribeServiceRevisionsResponse describe(DescribeServiceRevisionsRequest request) {
    checkCount(request.serviceRevisionArns());
    List<ServiceRevision> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : request.serviceRevisionArns()) {
      context
          .table(EcsTables.SERVICE_REVISIONS)
          .find(arn)
          .ifPresentOrElse(found::add, () -> failures.add(missing(arn)));
    }
    return DescribeServiceRevisionsResponse.builder()
        .serviceRevisions(found)
        .failures(failures)
        .build();
  }

  private static void checkCount(List<String> arns) {
    if (arns.isEmpty() || arns.size() > DESCRIBE_MOST) {
      throw EcsError.invalid("Between 1 and " + DESCRIBE_MOST + " ARNs must be given.");
    }
  }

  private static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  /** Rolls a deployment back that still goes on, with or without a circuit breaker. */
  StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request) {
    if (request.stopType() == StopServiceDeploymentStopType.ABORT) {
      throw EcsError.notInSandbox("the stop type ABORT");
    }
    ServiceDeployment deployment =
        context
            .table(EcsTables.SERVICE_DEPLOYMENTS)
            .find(request.serviceDeploymentArn())
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "ServiceDeploymentNotFoundException", "Service deployment not found."));
    if (deployment.status() != ServiceDeploymentStatus.IN_PROGRESS) {
      throw conflict("The service deployment is not in progress.");
    }
    ServiceRow row = service(deployment).orElseThrow(EcsError::serviceNotFound);
    Rollout good =
        row.good()
            .orElseThrow(() -> conflict("There is no earlier service revision to roll back to."));
    ServiceTurn turn = new ServiceTurn(context, row);
    turn.change(
        turn.primary()
            .become(
                DeploymentRolloutState.FAILED,
                "Service deployment was stopped by request.",
                context.now()));
    Rollbacks.begin(turn, good, "Service deployment rolled back by request.");
    turn.save();
    return StopServiceDeploymentResponse.builder()
        .serviceDeploymentArn(request.serviceDeploymentArn())
        .build();
  }

  private Optional<ServiceRow> service(ServiceDeployment deployment) {
    String arn = deployment.serviceArn();
    return context.table(EcsTables.SERVICES).find(arn.substring(arn.indexOf('/') + 1));
  }

  private static AwsError conflict(String message) {
    return AwsError.badRequest("ConflictException", message);
  }
}
