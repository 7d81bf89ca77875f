package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Targets as a client registers and sees them. */
final class TargetRegistration {
  private static final String IPV4 =
      "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  private final Context context;

  TargetRegistration(Context context) {
    this.context = context;
  }

  /** Nobody is known to listen behind an address that a client names, unless a task does. */
  void register(String targetGroupArn, List<TargetDescription> targets) {
    TargetGroup group = TargetGroups.find(context, targetGroupArn).model();
    ElbErrors.required(targets, "targets").forEach(target -> mustFit(group, target));
    for (TargetDescription target : targets) {
      int port = portOf(group, target);
      Targets.register(context, targetGroupArn, target.id(), port, behind(target.id(), port));
    }
  }

  void deregister(String targetGroupArn, List<TargetDescription> targets) {
    TargetGroup group = TargetGroups.find(context, targetGroupArn).model();
    for (TargetDescription target : ElbErrors.required(targets, "targets")) {
      registered(targetGroupArn).stream()
          .filter(known -> known.ip().equals(target.id()))
          .filter(known -> target.port() == null || known.port() == portOf(group, target))
          .forEach(known -> Targets.deregister(context, targetGroupArn, known.ip(), known.port()));
    }
  }

  List<TargetHealthDescription> health(String targetGroupArn, List<TargetDescription> asked) {
    TargetGroup group = TargetGroups.find(context, targetGroupArn).model();
    if (asked.isEmpty()) {
      return registered(targetGroupArn).stream()
          .map(target -> described(group, target.ip(), target.port(), healthOf(target)))
          .toList();
    }
    return asked.stream()
        .map(target -> described(group, target.id(), portOf(group, target), find(group, target)))
        .toList();
  }

  private List<RegisteredTarget> registered(String targetGroupArn) {
    return Targets.in(context, targetGroupArn);
  }

  private TargetHealth healthOf(RegisteredTarget target) {
    return Targets.health(context, target);
  }

  private TargetHealth find(TargetGroup group, TargetDescription asked) {
    return registered(group.targetGroupArn()).stream()
        .filter(known -> known.ip().equals(asked.id()))
        .filter(known -> known.port() == portOf(group, asked))
        .findFirst()
        .map(this::healthOf)
        .orElseGet(Targets::notRegistered);
  }

  private TargetBehaviour behind(String ip, int port) {
    return context.table(ElbTables.TARGETS).all().stream()
        .filter(target -> target.ip().equals(ip) && target.port() == port)
        .map(RegisteredTarget::behaviour)
        .findFirst()
        .orElseGet(() -> TargetBehaviour.serving(port).blocked());
  }

  private static void mustFit(TargetGroup group, TargetDescription target) {
    boolean ip = "ip".equals(group.targetTypeAsString());
    if (target.id() == null || !target.id().matches(ip ? IPV4 : "i-[0-9a-f]{8,17}")) {
      throw AwsError.badRequest(
          "InvalidTarget",
          "The target '"
              + target.id()
              + "' is not valid for target type '"
              + group.targetType()
              + "'");
    }
  }

  private static int portOf(TargetGroup group, TargetDescription target) {
    return target.port() == null ? group.port() : target.port();
  }

  private static TargetHealthDescription described(
      TargetGroup group, String ip, int port, TargetHealth health) {
    boolean trafficPort = HealthCheck.TRAFFIC_PORT.equals(group.healthCheckPort());
    return TargetHealthDescription.builder()
        .target(TargetDescription.builder().id(ip).port(port).build())
        .healthCheckPort(trafficPort ? Integer.toString(port) : group.healthCheckPort())
        .targetHealth(health)
        .build();
  }
}
