package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The targets of target groups and their health, which follows from time alone. */
public final class Targets {
  static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

  private Targets() {}

  /** Registers an address, or takes it back into use where it was draining. */
  public static void register(
      Context context, String targetGroupArn, String ip, int port, TargetBehaviour behaviour) {
    Table<RegisteredTarget> targets = context.table(ElbTables.TARGETS);
    Optional<RegisteredTarget> serving =
        targets
            .find(RegisteredTarget.key(targetGroupArn, ip, port))
            .filter(target -> target.drainingSince().isEmpty());
    RegisteredTarget registered =
        serving
            .map(target -> target.answering(behaviour))
            .orElseGet(
                () ->
                    new RegisteredTarget(
                        targetGroupArn, ip, port, context.now(), Optional.empty(), behaviour));
    targets.put(registered.key(), registered);
  }

  /** Begins to drain an address; one that is not registered, or drains already, is left alone. */
  public static void deregister(Context context, String targetGroupArn, String ip, int port) {
    context
        .table(ElbTables.TARGETS)
        .change(
            RegisteredTarget.key(targetGroupArn, ip, port),
            target -> target.draining(context.now()));
  }

  /** The targets of a group that are registered or still drain. */
  public static List<RegisteredTarget> in(Context context, String targetGroupArn) {
    return context.table(ElbTables.TARGETS).all().stream()
        .filter(target -> target.targetGroupArn().equals(targetGroupArn))
        .filter(target -> !hasDrained(context, target))
        .toList();
  }

  /** ARNs of the load balancers that send to a group through a listener or a rule. */
  public static List<String> loadBalancers(Context context, String targetGroupArn) {
    return Routes.loadBalancersOf(context, targetGroupArn);
  }

  public static TargetHealthStateEnum state(Context context, RegisteredTarget target) {
    return health(context, target).state();
  }

  /** State with reason code and description, in AWS's words. */
  public static TargetHealth health(Context context, RegisteredTarget target) {
    Optional<TargetGroupRow> group =
        context.table(ElbTables.TARGET_GROUPS).find(target.targetGroupArn());
    if (group.isEmpty() || hasDrained(context, target)) {
      return notRegistered();
    }
    Optional<Instant> served = Routes.servedSince(context, target.targetGroupArn());
    if (served.isEmpty()) {
      return health(
          TargetHealthStateEnum.UNUSED,
          TargetHealthReasonEnum.TARGET_NOT_IN_USE,
          "Target group is not configured to receive traffic from the load balancer");
    }
    if (target.drainingSince().isPresent()) {
      return health(
          TargetHealthStateEnum.DRAINING,
          TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
          "Target deregistration is in progress");
    }
    return checked(context, group.get(), target, served.get());
  }

  static TargetHealth notRegistered() {
    return health(
        TargetHealthStateEnum.UNUSED,
        TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
        "Target is not registered to the target group");
  }

  /** Forgets what has drained; called as time passes. */
  static void forgetDrained(Context context) {
    Table<RegisteredTarget> targets = context.table(ElbTables.TARGETS);
    targets.all().stream()
        .filter(target -> hasDrained(context, target))
        .forEach(target -> targets.remove(target.key()));
  }

  private static TargetHealth checked(
      Context context, TargetGroupRow group, RegisteredTarget target, Instant served) {
    Instant now = context.now();
    if (served.isAfter(now)) {
      return health(
          TargetHealthStateEnum.INITIAL,
          TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
          "Target registration is in progress");
    }
    Instant from = served.isAfter(target.since()) ? served : target.since();
    HealthCheck check = HealthCheck.of(group.model(), context.pace());
    TargetHealth verdict = check.verdict(target);
    boolean checkedBefore = group.before().isPresent() && from.isBefore(group.checkedSince());
    if (!checkedBefore) {
      return now.isBefore(from.plus(check.untilFirst(verdict))) ? initial() : verdict;
    }
    return now.isBefore(group.checkedSince().plus(check.untilChangedTo(verdict)))
        ? HealthCheck.of(group.before().get(), context.pace()).verdict(target)
        : verdict;
  }

  private static boolean hasDrained(Context context, RegisteredTarget target) {
    return target
        .drainingSince()
        .filter(
            since -> !context.now().isBefore(since.plus(context.pace().of(delay(context, target)))))
        .isPresent();
  }

  private static Duration delay(Context context, RegisteredTarget target) {
    return context
        .table(ElbTables.TARGET_GROUPS)
        .find(target.targetGroupArn())
        .filter(group -> Routes.uses(context, group.arn()))
        .map(group -> group.attributes().get(DEREGISTRATION_DELAY))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  private static TargetHealth initial() {
    return health(
        TargetHealthStateEnum.INITIAL,
        TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
        "Initial health checks in progress");
  }

  private static TargetHealth health(
      TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
    return TargetHealth.builder().state(state).reason(reason).description(description).build();
  }
}
