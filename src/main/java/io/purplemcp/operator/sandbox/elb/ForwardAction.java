package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Forward actions, which AWS answers in the long form and, for a single group, in the short. */
final class ForwardAction {
  private static final int MOST_GROUPS = 5;
  private static final int LARGEST_WEIGHT = 999;

  private final Context context;
  private final String loadBalancerArn;

  ForwardAction(Context context, String loadBalancerArn) {
    this.context = context;
    this.loadBalancerArn = loadBalancerArn;
  }

  Action complete(Action action) {
    List<TargetGroupTuple> groups = groups(action);
    groups.forEach(group -> mustBeUsable(group.targetGroupArn()));
    TargetGroupStickinessConfig stickiness =
        action.forwardConfig() == null
            ? null
            : action.forwardConfig().targetGroupStickinessConfig();
    return action.toBuilder()
        .targetGroupArn(groups.size() == 1 ? groups.get(0).targetGroupArn() : null)
        .forwardConfig(
            ForwardActionConfig.builder()
                .targetGroups(groups)
                .targetGroupStickinessConfig(
                    stickiness == null
                        ? TargetGroupStickinessConfig.builder().enabled(false).build()
                        : checked(stickiness))
                .build())
        .build();
  }

  private static List<TargetGroupTuple> groups(Action action) {
    String single = action.targetGroupArn();
    List<TargetGroupTuple> many =
        action.forwardConfig() == null ? List.of() : action.forwardConfig().targetGroups();
    if (many.isEmpty()) {
      if (single == null) {
        throw ElbErrors.invalidAction("A forward action must name a target group");
      }
      return List.of(TargetGroupTuple.builder().targetGroupArn(single).weight(1).build());
    }
    if (single != null && (many.size() > 1 || !single.equals(many.get(0).targetGroupArn()))) {
      throw ElbErrors.invalidAction(
          "TargetGroupArn and ForwardConfig of a forward action must name the same target group");
    }
    if (many.size() > MOST_GROUPS) {
      throw AwsError.badRequest(
          "TooManyUniqueTargetGroupsPerLoadBalancer",
          "A forward action can name at most " + MOST_GROUPS + " target groups");
    }
    return many.stream().map(ForwardAction::weighted).toList();
  }

  private static TargetGroupTuple weighted(TargetGroupTuple group) {
    ElbErrors.within(0, LARGEST_WEIGHT, group.weight(), "Weight");
    return group.weight() == null ? group.toBuilder().weight(1).build() : group;
  }

  private static TargetGroupStickinessConfig checked(TargetGroupStickinessConfig stickiness) {
    boolean enabled = Boolean.TRUE.equals(stickiness.enabled());
    if (enabled) {
      ElbErrors.required(stickiness.durationSeconds(), "durationSeconds");
    }
    ElbErrors.within(1, 604_800, stickiness.durationSeconds(), "Stickiness duration");
    return stickiness.toBuilder().enabled(enabled).build();
  }

  private void mustBeUsable(String targetGroupArn) {
    TargetGroupRow group = TargetGroups.find(context, targetGroupArn);
    LoadBalancerRow balancer = LoadBalancers.find(context, loadBalancerArn);
    if (!group.model().vpcId().equals(balancer.model().vpcId())) {
      throw ElbErrors.invalidConfiguration(
          "Target group '" + targetGroupArn + "' is not in the VPC of the load balancer");
    }
    List<String> users = Routes.loadBalancersOf(context, targetGroupArn);
    if (!users.isEmpty() && !users.contains(loadBalancerArn)) {
      throw AwsError.badRequest(
          "TargetGroupAssociationLimit",
          "The following target groups cannot be associated with more than one load balancer: "
              + targetGroupArn);
    }
  }
}
