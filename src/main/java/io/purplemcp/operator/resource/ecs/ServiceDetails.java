package io.purplemcp.operator.resource.ecs;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * What is only read of a service that is not in a steady state.
 *
 * @param targets the health of its targets; not read where all is well
 * @param history its rollouts, where it does not run what was declared
 * @param stopped why tasks stopped, the newest first
 */
record ServiceDetails(
    Reading<List<TargetHealthDescription>> targets, RolloutHistory history, List<String> stopped) {
  static final ServiceDetails NOT_READ =
      new ServiceDetails(new Reading.NotRead<>(), RolloutHistory.UNKNOWN, List.of());

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** A few tell the story; DescribeTasks takes 100. */
  private static final int STOPPED_TASKS = 10;

  static ServiceDetails read(
      Look look, PurpleMcpDeployment deployment, ServiceReadings.Live live, boolean declaredRuns) {
    boolean trouble = rollingBack(live) || failing(live);
    return new ServiceDetails(
        targets(look, live),
        trouble || !declaredRuns
            ? RolloutHistory.read(
                look.clients().ecs(), live.service().clusterArn(), live.service().serviceName())
            : RolloutHistory.UNKNOWN,
        trouble || !declaredRuns || understaffed(live) || new Replacements(live.service()).many()
            ? stopped(look, live)
            : List.of());
  }

  static boolean rollingBack(ServiceReadings.Live live) {
    return live.primary()
        .map(Deployment::rolloutStateReason)
        .filter(reason -> reason.contains("rolling back"))
        .isPresent();
  }

  private static boolean failing(ServiceReadings.Live live) {
    return live.service().deployments().stream()
        .anyMatch(
            each ->
                each.rolloutState() == DeploymentRolloutState.FAILED
                    || (each.failedTasks() != null && each.failedTasks() > 0));
  }

  private static boolean understaffed(ServiceReadings.Live live) {
    return live.service().runningCount() < live.service().desiredCount();
  }

  /** Not read again once a rollout has been seen healthy and nothing has moved since. */
  private static Reading<List<TargetHealthDescription>> targets(
      Look look, ServiceReadings.Live live) {
    Service service = live.service();
    Map<String, String> healthy =
        look.memory().remember("rollouts seen healthy", FOR_EVER, ConcurrentHashMap::new);
    String rollout = live.primary().map(Deployment::id).orElse("");
    boolean steady = live.settled() && !understaffed(live) && service.pendingCount() == 0;
    if (service.loadBalancers().isEmpty()
        || service.desiredCount() == 0
        || (steady && rollout.equals(healthy.get(service.serviceArn())))) {
      return new Reading.NotRead<>();
    }
    var targets = new ArrayList<TargetHealthDescription>();
    for (LoadBalancer balancer : service.loadBalancers()) {
      try {
        targets.addAll(
            look.clients()
                .elasticLoadBalancing()
                .describeTargetHealth(request -> request.targetGroupArn(balancer.targetGroupArn()))
                .targetHealthDescriptions());
      } catch (TargetGroupNotFoundException gone) {
        continue;
      }
    }
    if (steady && healthy(targets) > 0) {
      healthy.put(service.serviceArn(), rollout);
    }
    return new Reading.Present<>(List.copyOf(targets));
  }

  static long healthy(List<TargetHealthDescription> targets) {
    return targets.stream()
        .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
        .count();
  }

  private static List<String> stopped(Look look, ServiceReadings.Live live) {
    var ecs = look.clients().ecs();
    String cluster = live.service().clusterArn();
    List<String> arns =
        ecs.listTasks(
                request ->
                    request
                        .cluster(cluster)
                        .serviceName(live.service().serviceName())
                        .desiredStatus(DesiredStatus.STOPPED)
                        .maxResults(STOPPED_TASKS))
            .taskArns();
    if (arns.isEmpty()) {
      return List.of();
    }
    return ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
        .sorted(
            Comparator.comparing(Task::stoppedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed())
        .map(StopReasons::of)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
