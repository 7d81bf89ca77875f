package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ec2.NetworkInterfaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/**
 * The network interfaces of load balancers in EC2, which outlive them by a few minutes and hold
 * their security groups and subnets for so long.
 */
final class Interfaces {
  /** AWS: seconds to several minutes. */
  private static final Duration LINGER = Duration.ofMinutes(3);

  private static final String OWNER = "amazon-elb";

  private final Context context;
  private final Table<NetworkInterface> table;

  Interfaces(Context context) {
    this.context = context;
    this.table = context.table(Ec2Tables.NETWORK_INTERFACES);
  }

  /** Removes interfaces whose time has come; called as time passes. */
  static void forgetGone(Context context) {
    Table<LeavingInterface> leaving = context.table(ElbTables.LEAVING_INTERFACES);
    leaving.all().stream()
        .filter(gone -> !context.now().isBefore(gone.until()))
        .forEach(
            gone -> {
              NetworkInterfaces.delete(context, gone.networkInterfaceId());
              leaving.remove(gone.networkInterfaceId());
            });
  }

  /**
   * Puts one interface into each subnet.
   *
   * @param present those that the load balancer has; what is not needed any more leaves
   * @return the ids of all
   */
  List<String> place(LoadBalancer balancer, Placement placement, List<String> present) {
    List<String> ids = new ArrayList<>();
    for (Subnet subnet : placement.subnets()) {
      ids.add(
          present.stream()
              .filter(id -> isIn(subnet, id))
              .findFirst()
              .orElseGet(() -> create(balancer, subnet.subnetId())));
    }
    leave(present.stream().filter(id -> !ids.contains(id)).toList());
    return ids;
  }

  void setSecurityGroups(List<String> ids, List<String> groups) {
    ids.forEach(
        id -> table.change(id, one -> one.toBuilder().groups(network().named(groups)).build()));
  }

  void leave(List<String> ids) {
    Table<LeavingInterface> leaving = context.table(ElbTables.LEAVING_INTERFACES);
    ids.forEach(id -> leaving.put(id, new LeavingInterface(id, context.after(LINGER))));
  }

  private Network network() {
    return Network.in(context);
  }

  private boolean isIn(Subnet subnet, String id) {
    return table.find(id).filter(one -> subnet.subnetId().equals(one.subnetId())).isPresent();
  }

  private String create(LoadBalancer balancer, String subnetId) {
    boolean publicAddress = !"internal".equals(balancer.schemeAsString());
    return NetworkInterfaces.create(
            context,
            subnetId,
            balancer.securityGroups(),
            publicAddress,
            details ->
                details
                    .description("ELB " + ElbNames.path(balancer.loadBalancerArn()))
                    .interfaceType("interface")
                    .requesterId(OWNER)
                    .requesterManaged(true)
                    .attachment(
                        attachment ->
                            attachment
                                .attachmentId("ela-attach-" + context.ids().hex(17))
                                .instanceOwnerId(OWNER)
                                .deviceIndex(1)
                                .deleteOnTermination(false)
                                .status("attached")))
        .networkInterfaceId();
  }
}
