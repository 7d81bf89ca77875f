package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;

/** The network interfaces of tasks: EC2 describes them, and they hold security groups in use. */
final class TaskNetwork {
  static final TableKey<NetworkInterface> INTERFACES =
      TableKey.of("ec2.networkInterfaces", NetworkInterface.class);
  static final TableKey<Subnet> SUBNETS = TableKey.of("ec2.subnets", Subnet.class);
  static final TableKey<SecurityGroup> GROUPS =
      TableKey.of("ec2.securityGroups", SecurityGroup.class);

  private static final int INTERFACE_DIGITS = 17;

  /** AWS keeps the first four addresses of a subnet for itself. */
  private static final int FIRST_FREE = 4;

  private final Context context;

  TaskNetwork(Context context) {
    this.context = context;
  }

  /** Subnets and groups must exist, and lie in one VPC. */
  void check(AwsVpcConfiguration network) {
    if (network.subnets().isEmpty()) {
      throw EcsError.invalid("subnets can not be empty.");
    }
    Set<String> vpcs =
        network.subnets().stream().map(this::existingSubnet).collect(Collectors.toSet());
    if (vpcs.size() > 1) {
      throw EcsError.invalid("The subnets must belong to the same VPC.");
    }
    for (String group : network.securityGroups()) {
      if (!vpcs.contains(existingGroup(group))) {
        throw EcsError.invalid(
            "Security group "
                + group
                + " does not appear to belong to the same VPC as the input subnets.");
      }
    }
  }

  private String existingSubnet(String id) {
    return context
        .table(SUBNETS)
        .find(id)
        .map(Subnet::vpcId)
        .orElseThrow(
            () ->
                EcsError.invalid(
                    "Error retrieving subnet information for ["
                        + id
                        + "]: The subnet ID '"
                        + id
                        + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)"));
  }

  private String existingGroup(String id) {
    return context
        .table(GROUPS)
        .find(id)
        .map(SecurityGroup::vpcId)
        .orElseThrow(
            () ->
                EcsError.invalid(
                    "Error retrieving security group information for ["
                        + id
                        + "]: The security group '"
                        + id
                        + "' does not exist (ErrorCode: InvalidGroup.NotFound)"));
  }

  /**
   * Makes the interface of a task.
   *
   * @param number of the task in its service, so that tasks spread over the subnets
   */
  NetworkInterface attach(AwsVpcConfiguration network, int number, String description) {
    Subnet subnet = subnet(network, number);
    String id = "eni-" + context.ids().hex(INTERFACE_DIGITS);
    String address = freeAddress(subnet);
    NetworkInterface.Builder made =
        NetworkInterface.builder()
            .networkInterfaceId(id)
            .interfaceType(NetworkInterfaceType.INTERFACE)
            .status(NetworkInterfaceStatus.IN_USE)
            .description(description)
            .requesterManaged(true)
            .requesterId("ecs")
            .ownerId(context.scope().account())
            .vpcId(subnet.vpcId())
            .subnetId(subnet.subnetId())
            .availabilityZone(subnet.availabilityZone())
            .privateIpAddress(address)
            .macAddress(macAddress())
            .groups(groups(network, subnet))
            .sourceDestCheck(true);
    if (network.assignPublicIp() == AssignPublicIp.ENABLED) {
      made.association(a -> a.publicIp(publicAddress()).ipOwnerId("amazon"));
    }
    NetworkInterface row = made.build();
    interfaces().put(id, row);
    return row;
  }

  void detach(String interfaceId) {
    interfaces().remove(interfaceId);
  }

  private Subnet subnet(AwsVpcConfiguration network, int number) {
    String id = network.subnets().get(number % network.subnets().size());
    return context
        .table(SUBNETS)
        .find(id)
        .orElseThrow(() -> new IllegalStateException("no subnet " + id));
  }

  /** Without groups the VPC's own one is used. */
  private List<GroupIdentifier> groups(AwsVpcConfiguration network, Subnet subnet) {
    return context.table(GROUPS).all().stream()
        .filter(
            group ->
                network.securityGroups().isEmpty()
                    ? group.vpcId().equals(subnet.vpcId()) && "default".equals(group.groupName())
                    : network.securityGroups().contains(group.groupId()))
        .map(
            group ->
                GroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
        .toList();
  }

  private String freeAddress(Subnet subnet) {
    Set<String> used =
        interfaces().all().stream()
            .map(NetworkInterface::privateIpAddress)
            .collect(Collectors.toSet());
    String[] cidr = subnet.cidrBlock().split("/");
    long first = 0;
    for (String part : cidr[0].split("\\.")) {
      first = first * 256 + Integer.parseInt(part);
    }
    long size = 1L << (32 - Integer.parseInt(cidr[1]));
    for (long offset = FIRST_FREE; offset < size - 1; offset++) {
      String address = dotted(first + offset);
      if (!used.contains(address)) {
        return address;
      }
    }
    throw new IllegalStateException("no free address in " + subnet.subnetId());
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  private String macAddress() {
    return "02:" + context.ids().hex(10).replaceAll("(..)(?!$)", "$1:");
  }

  /** From the block that is set aside for documentation. */
  private String publicAddress() {
    return "203.0.113." + (1 + context.ids().below(254));
  }

  private Table<NetworkInterface> interfaces() {
    return context.table(INTERFACES);
  }
}
