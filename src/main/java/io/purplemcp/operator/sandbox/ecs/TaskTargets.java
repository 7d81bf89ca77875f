package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.elb.TargetBehaviour;
import io.purplemcp.operator.sandbox.elb.Targets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What load balancers know of a task. */
final class TaskTargets {
  private final Context context;
  private final List<LoadBalancer> loadBalancers;
  private final TaskDefinition definition;

  /**
   * @param loadBalancers of the service's revision that the task runs
   */
  TaskTargets(Context context, List<LoadBalancer> loadBalancers, TaskDefinition definition) {
    this.context = context;
    this.loadBalancers = loadBalancers;
    this.definition = definition;
  }

  /** Registers a task that has an address with the service's load balancers. */
  TaskRow register(TaskRow task) {
    Optional<String> address = address(task);
    if (address.isEmpty()) {
      return task;
    }
    List<TaskTarget> targets =
        loadBalancers.stream()
            .map(b -> new TaskTarget(b.targetGroupArn(), address.get(), b.containerPort()))
            .toList();
    TaskRow registered = task.registered(targets);
    targets.forEach(
        target ->
            Targets.register(
                context,
                target.targetGroupArn(),
                target.ip(),
                target.containerPort(),
                behaviour(registered, target)));
    return registered;
  }

  /** How the task answers a load balancer now. */
  TargetBehaviour behaviour(TaskRow task, TaskTarget target) {
    String name =
        loadBalancers.stream()
            .filter(balancer -> balancer.targetGroupArn().equals(target.targetGroupArn()))
            .map(LoadBalancer::containerName)
            .findFirst()
            .orElse("");
    ContainerDefinition container =
        definition.containerDefinitions().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElse(definition.containerDefinitions().get(0));
    TargetBehaviour answering = standIn(task, container).behaviour(target.containerPort());
    return new Reachability(context).opens(task, target) ? answering : answering.blocked();
  }

  void deregister(TaskRow task) {
    task.targets()
        .forEach(
            target ->
                Targets.deregister(
                    context, target.targetGroupArn(), target.ip(), target.containerPort()));
  }

  /** Whether a load balancer still drains it. */
  boolean isDraining(TaskRow task) {
    return task.targets().stream()
        .anyMatch(target -> LoadBalancing.registration(context, target).isPresent());
  }

  static StandIn standIn(TaskRow task, ContainerDefinition container) {
    return new StandIn(
        task.environment(), ImageRegistry.isVendors(ImageReference.of(container.image())));
  }

  static Optional<String> interfaceId(TaskRow task) {
    return detail(task, "networkInterfaceId");
  }

  static Optional<String> address(TaskRow task) {
    return detail(task, "privateIPv4Address");
  }

  private static Optional<String> detail(TaskRow task, String name) {
    return task.model().attachments().stream()
        .flatMap(attachment -> attachment.details().stream())
        .filter(pair -> pair.name().equals(name))
        .map(KeyValuePair::value)
        .findFirst();
  }
}
