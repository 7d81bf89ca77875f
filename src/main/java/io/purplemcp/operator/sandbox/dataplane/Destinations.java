package io.purplemcp.operator.sandbox.dataplane;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ecs.RunningTask;
import io.purplemcp.operator.sandbox.elb.RegisteredTarget;
import io.purplemcp.operator.sandbox.elb.Targets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Chooses the target of a request: a group by weight, and in it one healthy target after another.
 */
final class Destinations {
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int GATEWAY_TIMEOUT = 504;

  private final AtomicLong turn = new AtomicLong();

  Route choose(Listening listening, Action forward) {
    Optional<String> group = group(forward.forwardConfig().targetGroups());
    List<RegisteredTarget> targets =
        group.map(arn -> eligible(listening.context(), arn)).orElse(List.of());
    if (targets.isEmpty()) {
      return new Route.Say(Answer.page(UNAVAILABLE, "Service Temporarily Unavailable"));
    }
    RegisteredTarget target = targets.get(next(targets.size()));
    return send(listening, target);
  }

  /** A group of weight zero gets nothing. */
  private Optional<String> group(List<TargetGroupTuple> groups) {
    int total = groups.stream().mapToInt(TargetGroupTuple::weight).sum();
    int point = total == 0 ? 0 : next(total);
    for (TargetGroupTuple group : groups) {
      point -= group.weight();
      if (point < 0 && group.weight() > 0) {
        return Optional.of(group.targetGroupArn());
      }
    }
    return Optional.empty();
  }

  private int next(int bound) {
    return (int) (turn.getAndIncrement() % bound);
  }

  /**
   * Healthy targets; where all that have been checked are unhealthy, those: a load balancer fails
   * open.
   */
  private static List<RegisteredTarget> eligible(Context context, String group) {
    List<RegisteredTarget> healthy = in(context, group, TargetHealthStateEnum.HEALTHY);
    return healthy.isEmpty() ? in(context, group, TargetHealthStateEnum.UNHEALTHY) : healthy;
  }

  private static List<RegisteredTarget> in(
      Context context, String group, TargetHealthStateEnum state) {
    return Targets.in(context, group).stream()
        .filter(target -> Targets.state(context, target) == state)
        .toList();
  }

  private static Route send(Listening listening, RegisteredTarget target) {
    if (!target.behaviour().reachable()) {
      return new Route.Say(Answer.page(GATEWAY_TIMEOUT, "Gateway Time-out"));
    }
    return RunningTask.all(listening.context()).stream()
        .filter(task -> task.address().equals(target.ip()))
        .filter(task -> target.port() == target.behaviour().port())
        .findFirst()
        .<Route>map(task -> new Route.Send(task, listening.idleTimeout()))
        .orElseGet(() -> new Route.Say(Answer.page(BAD_GATEWAY, "Bad Gateway")));
  }
}
