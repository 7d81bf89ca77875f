package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ec2.Firewall;
import io.purplemcp.operator.sandbox.elb.ElbTables;
import io.purplemcp.operator.sandbox.elb.LoadBalancerRow;
import io.purplemcp.operator.sandbox.elb.Targets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Whether a load balancer's packets reach a task through the security groups. */
final class Reachability {
  private final Context context;

  Reachability(Context context) {
    this.context = context;
  }

  /** True also where no load balancer routes to the target's group: then nothing is kept out. */
  boolean opens(TaskRow task, TaskTarget target) {
    List<NetworkInterface> own =
        TaskTargets.interfaceId(task).flatMap(this::networkInterface).stream().toList();
    List<NetworkInterface> balancers =
        Targets.loadBalancers(context, target.targetGroupArn()).stream()
            .flatMap(arn -> context.table(ElbTables.LOAD_BALANCERS).find(arn).stream())
            .map(LoadBalancerRow::networkInterfaces)
            .flatMap(List::stream)
            .flatMap(id -> networkInterface(id).stream())
            .toList();
    return own.stream()
        .allMatch(
            receiver ->
                balancers.stream()
                    .allMatch(
                        sender ->
                            Firewall.admits(context, sender, receiver, target.containerPort())));
  }

  private Optional<NetworkInterface> networkInterface(String id) {
    return context.table(Ec2Tables.NETWORK_INTERFACES).find(id);
  }
}
