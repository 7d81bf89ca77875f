package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.elb.ElbTables;
import io.purplemcp.operator.sandbox.elb.RegisteredTarget;
import io.purplemcp.operator.sandbox.elb.TargetGroupRow;
import io.purplemcp.operator.sandbox.elb.Targets;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What ECS asks and tells Elastic Load Balancing. */
final class LoadBalancing {
  private LoadBalancing() {}

  /** The group must exist, be reached through a listener and take what the tasks have to give. */
  static void check(Context context, String targetGroupArn, NetworkMode mode) {
    TargetGroupRow group =
        context
            .table(ElbTables.TARGET_GROUPS)
            .find(targetGroupArn)
            .orElseThrow(
                () ->
                    EcsError.invalid(
                        "The specified target group does not exist: " + targetGroupArn));
    if (mode == NetworkMode.AWSVPC && group.model().targetType() != TargetTypeEnum.IP) {
      throw EcsError.invalid(
          "The provided target group "
              + targetGroupArn
              + " has target type "
              + group.model().targetTypeAsString()
              + ", which is incompatible with the awsvpc network mode specified in the task"
              + " definition.");
    }
    if (Targets.loadBalancers(context, targetGroupArn).isEmpty()) {
      throw EcsError.invalid(
          "The target group with targetGroupArn "
              + targetGroupArn
              + " does not have an associated load balancer.");
    }
  }

  /** The registration of a task, while it lasts or drains. */
  static Optional<RegisteredTarget> registration(Context context, TaskTarget target) {
    return Targets.in(context, target.targetGroupArn()).stream()
        .filter(
            registered ->
                registered.ip().equals(target.ip()) && registered.port() == target.containerPort())
        .findFirst();
  }

  static Optional<TargetHealth> health(Context context, TaskTarget target) {
    return registration(context, target).map(found -> Targets.health(context, found));
  }
}
