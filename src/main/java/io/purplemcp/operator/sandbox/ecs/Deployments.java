package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Begins deployments of a service and keeps the records of them that callers read. */
final class Deployments {
  private static final String ID = "ecs-svc/";
  private static final int ID_DIGITS = 19;
  private static final int ARN_LETTERS = 21;

  private final Context context;

  Deployments(Context context) {
    this.context = context;
  }

  /** A new primary deployment that brings the service as it now is. */
  ServiceRow begin(ServiceRow row) {
    String digits = context.ids().digits(ID_DIGITS);
    ServiceRevision revision = revision(row, digits);
    context.table(EcsTables.SERVICE_REVISIONS).put(revision.serviceRevisionArn(), revision);
    supersede(row);
    ServiceDeployment deployment = record(row, revision);
    context.table(EcsTables.SERVICE_DEPLOYMENTS).put(deployment.serviceDeploymentArn(), deployment);
    String id = ID + digits;
    return primary(
        row,
        new Rollout(
            id,
            revision.serviceRevisionArn(),
            deployment.serviceDeploymentArn(),
            0,
            DeploymentRolloutState.IN_PROGRESS,
            EventText.inProgress(id),
            false,
            context.now(),
            context.now()));
  }

  /**
   * A new primary deployment for what last completed; the tasks that still run it become its own.
   * The service points back at the earlier task definition from now on.
   *
   * @param good where to go back to
   * @param reason why, as the primary deployment shows it
   */
  ServiceRow rollBack(ServiceRow row, Rollout good, String reason) {
    Rollout failed = row.rollouts().get(0);
    Rollout back =
        new Rollout(
            ID + context.ids().digits(ID_DIGITS),
            good.revisionArn(),
            failed.deploymentArn(),
            0,
            DeploymentRolloutState.IN_PROGRESS,
            reason,
            true,
            context.now(),
            context.now());
    for (String arn : row.tasks()) {
      context
          .table(EcsTables.TASKS)
          .change(arn, task -> task.of(good) && task.wanted() ? task.in(back) : task);
    }
    Service model = restored(row.model(), revision(good));
    return primary(row.with(model), back);
  }

  private static Service restored(Service model, ServiceRevision revision) {
    return model.toBuilder()
        .taskDefinition(revision.taskDefinition())
        .networkConfiguration(revision.networkConfiguration())
        .loadBalancers(revision.loadBalancers())
        .launchType(revision.launchType())
        .capacityProviderStrategy(
            revision.hasCapacityProviderStrategy() ? revision.capacityProviderStrategy() : null)
        .platformVersion(revision.platformVersion())
        .build();
  }

  private ServiceRow primary(ServiceRow row, Rollout rollout) {
    List<Rollout> all = new ArrayList<>(row.rollouts());
    all.add(0, rollout);
    ServiceRow.Schedule fresh = ServiceRow.Schedule.from(context.now());
    return row.with(all).scheduled(fresh);
  }

  ServiceRevision revision(Rollout rollout) {
    return context.table(EcsTables.SERVICE_REVISIONS).find(rollout.revisionArn()).orElseThrow();
  }

  TaskDefinition definition(Rollout rollout) {
    String arn = revision(rollout).taskDefinition();
    return context.table(EcsTables.TASK_DEFINITIONS).find(EcsArns.last(arn)).orElseThrow();
  }

  Optional<ServiceDeployment> of(Rollout rollout) {
    return context.table(EcsTables.SERVICE_DEPLOYMENTS).find(rollout.deploymentArn());
  }

  void change(Rollout rollout, Consumer<ServiceDeployment.Builder> change) {
    context
        .table(EcsTables.SERVICE_DEPLOYMENTS)
        .change(
            rollout.deploymentArn(),
            deployment ->
                deployment.toBuilder().applyMutation(change).updatedAt(context.now()).build());
  }

  /** The record's end: nothing follows. */
  void finish(Rollout rollout, ServiceDeploymentStatus status, String reason) {
    change(
        rollout,
        deployment -> deployment.status(status).statusReason(reason).finishedAt(context.now()));
  }

  private void supersede(ServiceRow row) {
    row.rollouts().stream()
        .filter(Rollout::inProgress)
        .forEach(
            rollout ->
                change(
                    rollout,
                    deployment ->
                        deployment
                            .status(ServiceDeploymentStatus.STOPPED)
                            .statusReason("A newer deployment of the service has begun.")
                            .stoppedAt(context.now())
                            .finishedAt(context.now())));
  }

  private ServiceRevision revision(ServiceRow row, String digits) {
    Service service = row.model();
    TaskDefinition definition =
        context
            .table(EcsTables.TASK_DEFINITIONS)
            .find(EcsArns.last(service.taskDefinition()))
            .orElseThrow();
    return ServiceRevision.builder()
        .serviceRevisionArn(
            context.scope().arn("ecs", "service-revision/" + row.key() + "/" + digits))
        .serviceArn(service.serviceArn())
        .clusterArn(service.clusterArn())
        .taskDefinition(service.taskDefinition())
        .launchType(service.launchType())
        .capacityProviderStrategy(
            service.hasCapacityProviderStrategy() ? service.capacityProviderStrategy() : null)
        .platformVersion(service.platformVersion())
        .platformFamily(service.platformFamily())
        .loadBalancers(service.loadBalancers())
        .networkConfiguration(service.networkConfiguration())
        .containerImages(new ImageRegistry(context).resolved(definition))
        .guardDutyEnabled(false)
        .createdAt(context.now())
        .build();
  }

  private ServiceDeployment record(ServiceRow row, ServiceRevision revision) {
    List<ServiceRevisionSummary> sources =
        row.rollouts().stream()
            .map(rollout -> ServiceRevisionSummary.builder().arn(rollout.revisionArn()).build())
            .toList();
    return ServiceDeployment.builder()
        .serviceDeploymentArn(
            context
                .scope()
                .arn(
                    "ecs",
                    "service-deployment/" + row.key() + "/" + context.ids().letters(ARN_LETTERS)))
        .serviceArn(row.model().serviceArn())
        .clusterArn(row.model().clusterArn())
        .createdAt(context.now())
        .startedAt(context.now())
        .updatedAt(context.now())
        .sourceServiceRevisions(sources)
        .targetServiceRevision(
            target ->
                target
                    .arn(revision.serviceRevisionArn())
                    .requestedTaskCount(row.model().desiredCount())
                    .runningTaskCount(0)
                    .pendingTaskCount(0))
        .status(ServiceDeploymentStatus.IN_PROGRESS)
        .deploymentConfiguration(row.model().deploymentConfiguration())
        .deploymentCircuitBreaker(CircuitBreaker.monitor(row.model(), 0))
        .alarms(AlarmMonitor.begin(context, row.model()))
        .build();
  }
}
