package io.purplemcp.operator.resource.imports;

import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Tags;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The security groups of a service or a load balancer: those of others are referred to. */
final class SecurityGroupImport {
  private final List<SecurityGroup> groups;

  /**
   * @param ids none where AWS uses the VPC's default group
   */
  SecurityGroupImport(Ec2Client ec2, Set<String> ids) {
    groups =
        ids.isEmpty()
            ? List.of()
            : ec2.describeSecurityGroups(r -> r.groupIds(ids)).securityGroups();
  }

  /** The ids of those that are not the operator's own. */
  Set<String> foreign() {
    var ids = new TreeSet<String>();
    groups.stream().filter(group -> !ours(group)).map(SecurityGroup::groupId).forEach(ids::add);
    return ids;
  }

  /** Who may reach a port, as the operator's own groups have it. */
  Set<String> sources(int port) {
    var sources = new TreeSet<String>();
    groups.stream()
        .filter(SecurityGroupImport::ours)
        .flatMap(group -> group.ipPermissions().stream())
        .filter(permission -> covers(permission, port))
        .forEach(
            permission -> {
              permission.ipRanges().stream().map(IpRange::cidrIp).forEach(sources::add);
              permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6).forEach(sources::add);
            });
    return sources;
  }

  private static boolean covers(IpPermission permission, int port) {
    return permission.fromPort() != null
        && permission.toPort() != null
        && permission.fromPort() <= port
        && port <= permission.toPort();
  }

  private static boolean ours(SecurityGroup group) {
    return Ownership.of(Tags.map(group.tags(), Tag::key, Tag::value)).isPresent();
  }
}
