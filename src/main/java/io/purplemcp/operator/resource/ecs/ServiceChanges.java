package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Call;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Execution;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ReferencePending;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The calls that bring a service to its declared form. */
record ServiceChanges(PurpleMcpDeployment deployment, View view, ServiceForm form) {
  private static final int PERCENT = 100;

  /** The fields for which ECS replaces every task. */
  private static final List<String> ROLLED_OUT =
      List.of(
          ServiceForm.TASK_DEFINITION,
          CapacityForm.LAUNCH_TYPE,
          CapacityForm.STRATEGY,
          CapacityForm.PLATFORM_VERSION,
          ServiceForm.NETWORK,
          ServiceForm.LOAD_BALANCERS,
          ServiceForm.REGISTRIES,
          ServiceForm.CONNECT);

  private String cluster() {
    return deployment.spec().compute().clusterArn().orElse(deployment.names().cluster());
  }

  /** Whether something has to happen before ECS takes the service; the call is then put off. */
  Change create(ResourceId id, Comparison comparison, Optional<Reference> missing) {
    ServiceReadings.Observed readings = view.observed(ServiceReadings.class);
    ServiceReadings.Key key = ServiceReadings.Key.of(deployment);
    String token = token(readings, key);
    Call call =
        Call.of(
            "ecs:CreateService",
            execution -> {
              missing.ifPresent(
                  reference -> {
                    throw new ReferencePending(reference);
                  });
              CreateServiceResponse response =
                  execution.clients().ecs().createService(request(execution, token));
              readings.made().put(key, view.now());
              execution.publish(Reference.SERVICE_ARN, response.service().serviceArn());
              return response;
            });
    return Change.create(id, comparison.differences(), call).rollingOut();
  }

  /**
   * The same after a restart, so that a lost answer makes no second service; new after a delete.
   */
  private String token(ServiceReadings.Observed readings, ServiceReadings.Key key) {
    String identity =
        String.join(
            "/",
            key.toString(),
            deployment.name(),
            view.specHash(),
            String.valueOf(readings.formerly().get(key)));
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private CreateServiceRequest request(Execution execution, String token) {
    Spec spec = deployment.spec();
    var request =
        CreateServiceRequest.builder()
            .cluster(execution.reference(Reference.CLUSTER_ARN))
            .serviceName(deployment.names().service())
            .clientToken(token)
            .taskDefinition(execution.reference(Reference.TASK_DEFINITION_ARN))
            .desiredCount(spec.compute().initialCount())
            .schedulingStrategy(SchedulingStrategy.REPLICA)
            .deploymentController(controller -> controller.type(DeploymentControllerType.ECS))
            .networkConfiguration(network(execution))
            .deploymentConfiguration(form.rollout().configuration())
            .enableExecuteCommand(spec.compute().execs())
            .enableECSManagedTags(false)
            .propagateTags(PropagateTags.NONE)
            .tags(EcsTags.list(form.tags()));
    form.capacity().ask(request);
    form.rollout().rebalancing().ifPresent(request::availabilityZoneRebalancing);
    if (spec.balanced()) {
      request
          .loadBalancers(loadBalancers(execution))
          .healthCheckGracePeriodSeconds(spec.deployment().healthCheckGracePeriodSeconds());
    }
    return request.build();
  }

  private NetworkConfiguration network(Execution execution) {
    var network = deployment.spec().network();
    List<String> groups =
        network.securityGroups().isEmpty()
            ? List.of(execution.reference(Reference.TASK_SECURITY_GROUP_ID))
            : network.securityGroups();
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(
            vpc ->
                vpc.subnets(network.subnets())
                    .securityGroups(groups)
                    .assignPublicIp(
                        network.assignPublicIp()
                            ? AssignPublicIp.ENABLED
                            : AssignPublicIp.DISABLED))
        .build();
  }

  /** ECS takes a target group only when a listener forwards to it, so that is asked for as well. */
  private List<LoadBalancer> loadBalancers(Execution execution) {
    if (!deployment.spec().balanced()) {
      return List.of();
    }
    execution.reference(Reference.LISTENER_ARN);
    return List.of(form.loadBalancer(execution.reference(Reference.TARGET_GROUP_ARN)));
  }

  Optional<Change> update(ResourceId id, ServiceReadings.Live live, ServiceForm.Compared compared) {
    Comparison comparison = compared.comparison();
    var calls = new ArrayList<Call>();
    List<Difference> mutable =
        comparison.differences().stream()
            .filter(difference -> !difference.path().equals(ServiceForm.SCHEDULING))
            .toList();
    boolean patched =
        mutable.stream().anyMatch(difference -> !difference.path().startsWith("tags["));
    if (patched) {
      calls.add(
          Call.of(
              "ecs:UpdateService",
              execution ->
                  execution.clients().ecs().updateService(patch(comparison, live, execution))));
    }
    calls.addAll(EcsTags.calls(live.service().serviceArn(), compared.tags()));
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Change change = Change.update(id, mutable, calls);
    Change started = rollout(comparison) ? change.rollingOut() : change;
    return Optional.of(disruption(comparison, live).map(started::disrupting).orElse(started));
  }

  /** Begins the rollout of what is declared once more; no field differs. */
  Change tryAnew(ResourceId id) {
    Call call =
        Call.of(
            "ecs:UpdateService",
            execution ->
                execution
                    .clients()
                    .ecs()
                    .updateService(
                        request ->
                            request
                                .cluster(cluster())
                                .service(deployment.names().service())
                                .forceNewDeployment(true)));
    Difference state =
        new Difference("deployments[PRIMARY].rolloutState", Value.PENDING, Value.of("FAILED"));
    return Change.update(id, List.of(state), List.of(call)).rollingOut();
  }

  /** Carries only what differs: ECS leaves the rest as it is, and so a scaling is no rollout. */
  private UpdateServiceRequest patch(
      Comparison comparison, ServiceReadings.Live live, Execution execution) {
    var patch =
        UpdateServiceRequest.builder().cluster(cluster()).service(deployment.names().service());
    if (comparison.differsAt(ServiceForm.TASK_DEFINITION)) {
      patch.taskDefinition(execution.reference(Reference.TASK_DEFINITION_ARN));
    }
    if (comparison.differsAt(ServiceForm.DESIRED_COUNT)) {
      patch.desiredCount(form.count(live.service()));
    }
    form.capacity().patch(patch, comparison);
    if (comparison.differsAt(ServiceForm.NETWORK)) {
      patch.networkConfiguration(network(execution));
    }
    form.rollout().patch(patch, comparison);
    if (comparison.differsAt(ServiceForm.LOAD_BALANCERS)) {
      patch.loadBalancers(loadBalancers(execution));
    }
    boolean unbalanced = !deployment.spec().balanced();
    if (comparison.differsAt(ServiceForm.LOAD_BALANCERS) && unbalanced) {
      // ECS keeps what is not sent, and refuses a grace period without a load balancer.
      patch.healthCheckGracePeriodSeconds(0);
    }
    if (comparison.differsAt(ServiceForm.GRACE_PERIOD)) {
      patch.healthCheckGracePeriodSeconds(
          deployment.spec().deployment().healthCheckGracePeriodSeconds());
    }
    if (comparison.differsAt(ServiceForm.CONTROLLER)) {
      patch.deploymentController(controller -> controller.type(DeploymentControllerType.ECS));
    }
    return switches(patch, comparison).build();
  }

  private UpdateServiceRequest.Builder switches(
      UpdateServiceRequest.Builder patch, Comparison comparison) {
    if (comparison.differsAt(ServiceForm.EXECUTE_COMMAND)) {
      boolean exec = deployment.spec().compute().execs();
      patch.enableExecuteCommand(exec);
      if (exec) {
        // Tasks that run already have what they were started with.
        patch.forceNewDeployment(true);
      }
    }
    if (comparison.differsAt(ServiceForm.MANAGED_TAGS)) {
      patch.enableECSManagedTags(false);
    }
    if (comparison.differsAt(ServiceForm.PROPAGATE_TAGS)) {
      patch.propagateTags(PropagateTags.NONE);
    }
    if (comparison.differsAt(ServiceForm.REGISTRIES)) {
      patch.serviceRegistries(List.of());
    }
    if (comparison.differsAt(ServiceForm.CONNECT)) {
      patch.serviceConnectConfiguration(connect -> connect.enabled(false));
    }
    return patch;
  }

  /** Whether ECS replaces every task for it. */
  private static boolean rollout(Comparison comparison) {
    return ROLLED_OUT.stream().anyMatch(comparison::differsAt);
  }

  /** What clients feel: a rollout replaces every task, a smaller count stops some. */
  private Optional<String> disruption(Comparison comparison, ServiceReadings.Live live) {
    int running = live.service().runningCount() == null ? 0 : live.service().runningCount();
    int replicas = form.count(live.service());
    if (rollout(comparison) && running > 0) {
      int minimum = deployment.spec().deployment().minimumHealthyPercent();
      int serving = Math.min(running, (replicas * minimum + PERCENT - 1) / PERCENT);
      return Optional.of(
          "replaces %d task%s, keeps %d of %d serving"
              .formatted(running, running == 1 ? "" : "s", serving, replicas));
    }
    return replicas < running
        ? Optional.of("stops %d of %d tasks".formatted(running - replicas, running))
        : Optional.empty();
  }

  static Change scaleToZero(ResourceId id, ServiceReadings.Live live) {
    Call call =
        Call.of(
            "ecs:UpdateService",
            execution ->
                execution
                    .clients()
                    .ecs()
                    .updateService(
                        request ->
                            request
                                .cluster(live.service().clusterArn())
                                .service(live.service().serviceName())
                                .desiredCount(0)));
    return new Change(
            id,
            Action.UPDATE,
            List.of(
                new Difference(
                    ServiceForm.DESIRED_COUNT,
                    Value.of(0),
                    Value.of(live.service().desiredCount()))),
            Optional.empty(),
            List.of(call))
        .disrupting(
            "stops %d of %d tasks"
                .formatted(live.service().runningCount(), live.service().runningCount()));
  }

  static Change delete(ResourceId id, ServiceReadings.Live live) {
    Call call =
        Call.of(
            "ecs:DeleteService",
            execution ->
                execution
                    .clients()
                    .ecs()
                    .deleteService(
                        request ->
                            request
                                .cluster(live.service().clusterArn())
                                .service(live.service().serviceName())));
    return new Change(
        id,
        Action.DELETE,
        List.of(new Difference("status", Value.of("INACTIVE"), Value.of(live.service().status()))),
        Optional.empty(),
        List.of(call));
  }
}
