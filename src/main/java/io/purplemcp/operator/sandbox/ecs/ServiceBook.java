package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** Creates, changes and deletes services. */
final class ServiceBook {
  static final String DRAINING = "DRAINING";

  private final Context context;
  private final ServiceReads reads;

  ServiceBook(Context context) {
    this.context = context;
    this.reads = new ServiceReads(context);
  }

  CreateServiceResponse create(CreateServiceRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    ServiceRules.check(request);
    String key = ServiceRow.key(cluster.clusterName(), request.serviceName());
    Optional<ServiceRow> existing =
        table().find(key).filter(row -> !ClusterBook.INACTIVE.equals(row.status()));
    ServiceRow row =
        existing.isPresent() ? repeated(existing.get(), request) : born(cluster, request);
    return CreateServiceResponse.builder().service(reads.shown(row, true)).build();
  }

  private ServiceRow born(Cluster cluster, CreateServiceRequest request) {
    ServiceLinkedRole.require(context);
    EcsTags.check(request.tags());
    TaskDefinition definition = new TaskDefinitionBook(context).runnable(request.taskDefinition());
    Service service = ServiceEcho.of(context, request, cluster, definition);
    ServiceRules.check(context, service, definition);
    ServiceRow row =
        new ServiceRow(
            service,
            cluster.clusterName(),
            origin(request),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            ServiceRow.Schedule.from(context.now()));
    new EcsTags(context).begin(service.serviceArn(), request.tags());
    ServiceRow begun = new Deployments(context).begin(row);
    table().put(begun.key(), begun);
    return begun;
  }

  /** The same request with the same token is answered again; everything else is a second one. */
  private static ServiceRow repeated(ServiceRow existing, CreateServiceRequest request) {
    if (DRAINING.equals(existing.status())) {
      throw EcsError.invalid("Unable to Start a service that is still Draining.");
    }
    ServiceRow.Origin origin = origin(request);
    if (origin.token().isEmpty() || !origin.equals(existing.origin())) {
      throw EcsError.invalid("Creation of service was not idempotent.");
    }
    return existing;
  }

  private static ServiceRow.Origin origin(CreateServiceRequest request) {
    return new ServiceRow.Origin(
        Optional.ofNullable(request.clientToken()), Integer.toHexString(request.hashCode()));
  }

  UpdateServiceResponse update(UpdateServiceRequest request) {
    ServiceRules.check(request);
    ServiceRow row = active(request.cluster(), request.service());
    Service old = row.model();
    String definitionArn =
        request.taskDefinition() == null
            ? old.taskDefinition()
            : new TaskDefinitionBook(context)
                .runnable(request.taskDefinition())
                .taskDefinitionArn();
    Service changed = ServiceChange.patched(old, request, definitionArn);
    ServiceRules.check(context, changed, definition(definitionArn));
    ServiceRow updated = row.with(changed).touched(context.now());
    boolean deploys =
        Boolean.TRUE.equals(request.forceNewDeployment())
            || ServiceChange.needsDeployment(old, changed);
    if (deploys) {
      updated = new Deployments(context).begin(updated);
    }
    table().put(updated.key(), updated);
    return UpdateServiceResponse.builder().service(reads.shown(updated, true)).build();
  }

  private TaskDefinition definition(String arn) {
    return context.table(EcsTables.TASK_DEFINITIONS).find(EcsArns.last(arn)).orElseThrow();
  }

  /** The service drains first; it is inactive once its last task has stopped. */
  DeleteServiceResponse delete(DeleteServiceRequest request) {
    Cluster cluster = new ClusterBook(context).active(request.cluster());
    ServiceRow row =
        table()
            .find(ServiceRow.key(cluster.clusterName(), EcsArns.last(request.service())))
            .filter(found -> !ClusterBook.INACTIVE.equals(found.status()))
            .orElseThrow(EcsError::serviceNotFound);
    if (ClusterBook.ACTIVE.equals(row.status())) {
      checkStoppable(row, Boolean.TRUE.equals(request.force()));
      Service draining = row.model().toBuilder().status(DRAINING).desiredCount(0).build();
      row = row.with(draining).touched(context.now());
      table().put(row.key(), row);
    }
    return DeleteServiceResponse.builder().service(reads.shown(row, true)).build();
  }

  private static void checkStoppable(ServiceRow row, boolean force) {
    if (force) {
      return;
    }
    if (row.model().desiredCount() > 0) {
      throw EcsError.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    if (row.rollouts().size() > 1) {
      throw EcsError.invalid("The service cannot be stopped while deployments are active.");
    }
  }

  /**
   * @throws AwsError where there is none, or it is not active
   */
  ServiceRow active(String clusterReference, String reference) {
    Cluster cluster = new ClusterBook(context).active(clusterReference);
    ServiceRow row =
        table()
            .find(ServiceRow.key(cluster.clusterName(), EcsArns.last(reference)))
            .orElseThrow(EcsError::serviceNotFound);
    if (!ClusterBook.ACTIVE.equals(row.status())) {
      throw EcsError.serviceNotActive();
    }
    return row;
  }

  private Table<ServiceRow> table() {
    return context.table(EcsTables.SERVICES);
  }
}
