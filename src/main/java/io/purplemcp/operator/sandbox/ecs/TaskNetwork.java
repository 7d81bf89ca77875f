package io.purplemcp.operator.sandbox.ecs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ec2.NetworkInterfaces;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;

/** The network interfaces of tasks: EC2 describes them, and they hold security groups in use. */
final class TaskNetwork {
  private static final String DEFAULT_GROUP = "default";

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
        network.subnets().stream().map(this::vpcOfSubnet).collect(Collectors.toSet());
    if (vpcs.size() > 1) {
      throw EcsError.invalid("The subnets must belong to the same VPC.");
    }
    for (String group : network.securityGroups()) {
      if (!vpcs.contains(vpcOfGroup(group))) {
        throw EcsError.invalid(
            "Security group "
                + group
                + " does not appear to belong to the same VPC as the input subnets.");
      }
    }
  }

  private String vpcOfSubnet(String id) {
    return context
        .table(Ec2Tables.SUBNETS)
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

  private String vpcOfGroup(String id) {
    return context
        .table(Ec2Tables.SECURITY_GROUPS)
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
   * @param number chooses among the subnets
   */
  NetworkInterface attach(AwsVpcConfiguration network, int number, String description) {
    String subnet = network.subnets().get(Math.floorMod(number, network.subnets().size()));
    return NetworkInterfaces.create(
        context,
        subnet,
        groups(network, subnet),
        network.assignPublicIp() == AssignPublicIp.ENABLED,
        made ->
            made.description(description)
                .interfaceType(NetworkInterfaceType.INTERFACE)
                .requesterManaged(true)
                .requesterId(context.scope().account()));
  }

  void detach(String interfaceId) {
    NetworkInterfaces.delete(context, interfaceId);
  }

  /** Without groups the VPC's own one is used; groups that were deleted meanwhile are not. */
  private List<String> groups(AwsVpcConfiguration network, String subnet) {
    String vpc = vpcOfSubnet(subnet);
    return context.table(Ec2Tables.SECURITY_GROUPS).all().stream()
        .filter(
            group ->
                network.securityGroups().isEmpty()
                    ? group.vpcId().equals(vpc) && DEFAULT_GROUP.equals(group.groupName())
                    : network.securityGroups().contains(group.groupId()))
        .map(SecurityGroup::groupId)
        .toList();
  }
}
