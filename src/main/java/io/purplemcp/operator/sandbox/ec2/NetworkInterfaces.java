package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The network interfaces that other services keep in a VPC. */
public final class NetworkInterfaces {
  /** AWS keeps the first four addresses of a subnet and its last. */
  private static final int RESERVED_LOW = 4;

  static final int RESERVED = RESERVED_LOW + 1;
  private static final int ID_DIGITS = 17;
  private static final int OCTET = 256;

  private NetworkInterfaces() {}

  /**
   * Makes an interface with a free address of the subnet.
   *
   * @param groupIds of security groups that exist
   * @param publicAddress whether it gets a public IPv4 address
   * @param details sets what else is to be said about it: description, requester, type
   * @throws AwsError {@code InvalidSubnetID.NotFound}, {@code InsufficientFreeAddressesInSubnet}
   */
  public static NetworkInterface create(
      Context context,
      String subnetId,
      List<String> groupIds,
      boolean publicAddress,
      UnaryOperator<NetworkInterface.Builder> details) {
    Subnet subnet =
        context
            .table(Ec2Tables.SUBNETS)
            .find(subnetId)
            .orElseThrow(() -> ResourceType.SUBNET.notFound(subnetId));
    String address = freeAddress(context, subnet);
    NetworkInterface.Builder builder =
        NetworkInterface.builder()
            .networkInterfaceId("eni-" + context.ids().hex(ID_DIGITS))
            .subnetId(subnetId)
            .vpcId(subnet.vpcId())
            .availabilityZone(subnet.availabilityZone())
            .ownerId(context.scope().account())
            .privateIpAddress(address)
            .privateDnsName("ip-" + address.replace('.', '-') + ".ec2.internal")
            .macAddress(mac(context))
            .sourceDestCheck(true)
            .status(NetworkInterfaceStatus.IN_USE)
            .groups(groupIds.stream().map(id -> group(context, id)).toList());
    if (publicAddress) {
      builder.association(
          NetworkInterfaceAssociation.builder().publicIp(publicIp(context)).build());
    }
    NetworkInterface made = details.apply(builder).build();
    context.table(Ec2Tables.NETWORK_INTERFACES).put(made.networkInterfaceId(), made);
    return made;
  }

  /** Gives the interface's address back. Does nothing where there is none of that id. */
  public static void delete(Context context, String networkInterfaceId) {
    context.table(Ec2Tables.NETWORK_INTERFACES).remove(networkInterfaceId);
  }

  /** The interfaces in one subnet. */
  static List<NetworkInterface> in(Context context, String subnetId) {
    return context.table(Ec2Tables.NETWORK_INTERFACES).all().stream()
        .filter(eni -> subnetId.equals(eni.subnetId()))
        .toList();
  }

  /** The rows of security groups as an interface names them. */
  private static GroupIdentifier group(Context context, String groupId) {
    String name =
        context
            .table(Ec2Tables.SECURITY_GROUPS)
            .find(groupId)
            .map(SecurityGroup::groupName)
            .orElseThrow(() -> ResourceType.SECURITY_GROUP.notFound(groupId));
    return GroupIdentifier.builder().groupId(groupId).groupName(name).build();
  }

  private static String freeAddress(Context context, Subnet subnet) {
    Cidr block = Cidr.ipv4(subnet.cidrBlock()).orElseThrow();
    Set<String> taken =
        in(context, subnet.subnetId()).stream()
            .map(NetworkInterface::privateIpAddress)
            .collect(Collectors.toSet());
    int usable = (int) block.size() - RESERVED;
    int start = context.ids().below(usable);
    for (int i = 0; i < usable; i++) {
      String address = block.address(RESERVED_LOW + (start + i) % usable);
      if (!taken.contains(address)) {
        return address;
      }
    }
    throw AwsError.badRequest(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request.");
  }

  static String publicIp(Context context) {
    return "203.0.113." + context.ids().below(OCTET);
  }

  private static String mac(Context context) {
    String hex = context.ids().hex(10);
    StringBuilder mac = new StringBuilder("02");
    for (int i = 0; i < hex.length(); i += 2) {
      mac.append(':').append(hex, i, i + 2);
    }
    return mac.toString();
  }
}
