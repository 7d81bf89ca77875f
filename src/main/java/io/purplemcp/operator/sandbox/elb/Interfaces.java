package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The network interfaces of load balancers in EC2, which outlive them by a few minutes and hold
 * their security groups and subnets for so long.
 */
final class Interfaces {
  static final TableKey<NetworkInterface> TABLE =
      TableKey.of("ec2.networkInterfaces", NetworkInterface.class);

  /** AWS: seconds to several minutes. */
  private static final Duration LINGER = Duration.ofMinutes(3);

  private static final String OWNER = "amazon-elb";

  private final Context context;
  private final Table<NetworkInterface> table;

  Interfaces(Context context) {
    this.context = context;
    this.table = context.table(TABLE);
  }

  /** Removes interfaces whose time has come; called as time passes. */
  static void forgetGone(Context context) {
    Table<LeavingInterface> leaving = context.table(ElbTables.LEAVING_INTERFACES);
    leaving.all().stream()
        .filter(gone -> !context.now().isBefore(gone.until()))
        .forEach(
            gone -> {
              context.table(TABLE).remove(gone.networkInterfaceId());
              leaving.remove(gone.networkInterfaceId());
            });
  }

  /** One interface in each subnet; those that the load balancer has stay. */
  List<String> place(LoadBalancerRow balancer, Placement placement) {
    List<String> ids = new ArrayList<>();
    List<NetworkInterface> present = of(balancer);
    for (Subnet subnet : placement.subnets()) {
      ids.add(
          present.stream()
              .filter(one -> one.subnetId().equals(subnet.subnetId()))
              .map(NetworkInterface::networkInterfaceId)
              .findFirst()
              .orElseGet(() -> create(balancer, subnet)));
    }
    present.stream()
        .map(NetworkInterface::networkInterfaceId)
        .filter(id -> !ids.contains(id))
        .forEach(this::leave);
    return ids;
  }

  void setSecurityGroups(LoadBalancerRow balancer, List<String> groups) {
    balancer
        .networkInterfaces()
        .forEach(
            id -> table.change(id, one -> one.toBuilder().groups(identifiers(groups)).build()));
  }

  void leave(LoadBalancerRow balancer) {
    balancer.networkInterfaces().forEach(this::leave);
  }

  private void leave(String id) {
    context
        .table(ElbTables.LEAVING_INTERFACES)
        .put(id, new LeavingInterface(id, context.now().plus(LINGER)));
  }

  private List<NetworkInterface> of(LoadBalancerRow balancer) {
    return balancer.networkInterfaces().stream().flatMap(id -> table.find(id).stream()).toList();
  }

  private String create(LoadBalancerRow balancer, Subnet subnet) {
    String id = "eni-" + context.ids().hex(17);
    String address = new Addresses(subnet.cidrBlock()).free(used(subnet));
    table.put(
        id,
        NetworkInterface.builder()
            .networkInterfaceId(id)
            .description("ELB " + ElbNames.path(balancer.arn()))
            .interfaceType("interface")
            .status("in-use")
            .requesterId(OWNER)
            .requesterManaged(true)
            .ownerId(context.scope().account())
            .vpcId(subnet.vpcId())
            .subnetId(subnet.subnetId())
            .availabilityZone(subnet.availabilityZone())
            .privateIpAddress(address)
            .groups(identifiers(balancer.model().securityGroups()))
            .attachment(
                attachment ->
                    attachment
                        .attachmentId("ela-attach-" + context.ids().hex(17))
                        .instanceOwnerId(OWNER)
                        .deviceIndex(1)
                        .deleteOnTermination(false)
                        .status("attached"))
            .build());
    return id;
  }

  private List<String> used(Subnet subnet) {
    return table.all().stream()
        .filter(one -> subnet.subnetId().equals(one.subnetId()))
        .flatMap(one -> Stream.ofNullable(one.privateIpAddress()))
        .toList();
  }

  private static List<GroupIdentifier> identifiers(List<String> groups) {
    return groups.stream().map(id -> GroupIdentifier.builder().groupId(id).build()).toList();
  }
}
