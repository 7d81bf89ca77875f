package io.purplemcp.operator.sandbox.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * The older way to state one rule, by members of the request itself. Each may be null.
 *
 * @param sourceGroup name of a group in the same VPC
 */
record Shorthand(String protocol, Integer from, Integer to, String cidr, String sourceGroup) {
  /** The permissions where there are any, otherwise the shorthand's one. */
  static List<IpPermission> or(List<IpPermission> permissions, Shorthand shorthand) {
    if (!permissions.isEmpty()) {
      return permissions;
    } else if (shorthand.cidr == null && shorthand.sourceGroup == null) {
      throw Ec2Errors.missing("ipPermissions");
    }
    IpPermission.Builder one = IpPermission.builder();
    if (shorthand.sourceGroup != null) {
      one.ipProtocol("-1").userIdGroupPairs(p -> p.groupName(shorthand.sourceGroup));
    } else {
      one.ipProtocol(shorthand.protocol)
          .fromPort(shorthand.from)
          .toPort(shorthand.to)
          .ipRanges(r -> r.cidrIp(shorthand.cidr));
    }
    return List.of(one.build());
  }
}
