package io.purplemcp.operator.sandbox.ec2;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What security groups and their rules can be filtered by. */
final class SecurityGroupFilters {
  static final Filters<SecurityGroup> GROUPS = groups();

  static final Filters<SecurityGroupRule> RULES =
      new Filters<SecurityGroupRule>()
          .on("group-id", SecurityGroupRule::groupId)
          .on("security-group-rule-id", SecurityGroupRule::securityGroupRuleId);

  private SecurityGroupFilters() {}

  private static Filters<SecurityGroup> groups() {
    Filters<SecurityGroup> filters =
        new Filters<SecurityGroup>()
            .on("description", SecurityGroup::description)
            .on("group-id", SecurityGroup::groupId)
            .on("group-name", SecurityGroup::groupName)
            .on("owner-id", SecurityGroup::ownerId)
            .on("vpc-id", SecurityGroup::vpcId);
    permissions(filters, "ip-permission.", SecurityGroup::ipPermissions);
    permissions(filters, "egress.ip-permission.", SecurityGroup::ipPermissionsEgress);
    return filters;
  }

  private static void permissions(
      Filters<SecurityGroup> filters,
      String prefix,
      Function<SecurityGroup, List<IpPermission>> permissions) {
    each(filters, prefix + "cidr", permissions, p -> list(p.ipRanges(), IpRange::cidrIp));
    each(
        filters, prefix + "ipv6-cidr", permissions, p -> list(p.ipv6Ranges(), Ipv6Range::cidrIpv6));
    each(
        filters,
        prefix + "prefix-list-id",
        permissions,
        p -> list(p.prefixListIds(), PrefixListId::prefixListId));
    each(
        filters,
        prefix + "group-id",
        permissions,
        p -> list(p.userIdGroupPairs(), UserIdGroupPair::groupId));
    each(
        filters,
        prefix + "user-id",
        permissions,
        p -> list(p.userIdGroupPairs(), UserIdGroupPair::userId));
    filters
        .onEach(
            prefix + "protocol", g -> permissions.apply(g).stream().map(IpPermission::ipProtocol))
        .onEach(
            prefix + "from-port", g -> permissions.apply(g).stream().map(IpPermission::fromPort))
        .onEach(prefix + "to-port", g -> permissions.apply(g).stream().map(IpPermission::toPort));
  }

  private static void each(
      Filters<SecurityGroup> filters,
      String name,
      Function<SecurityGroup, List<IpPermission>> permissions,
      Function<IpPermission, List<String>> values) {
    filters.onEach(name, g -> permissions.apply(g).stream().flatMap(p -> values.apply(p).stream()));
  }

  private static <T> List<String> list(List<T> items, Function<T, String> value) {
    return items.stream().map(value).toList();
  }
}
