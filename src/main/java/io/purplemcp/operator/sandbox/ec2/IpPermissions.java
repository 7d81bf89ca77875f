package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.ec2.RuleAtom.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Rules in the form of {@code DescribeSecurityGroups}: all peers of one protocol and port range
 * merged into one permission, no ports where the protocol is all of them.
 */
final class IpPermissions {
  private static final String ALL_PROTOCOLS = "-1";

  private IpPermissions() {}

  private record Ports(String protocol, int from, int to) {}

  /**
   * @param account the owner of the groups that rules refer to
   */
  static List<IpPermission> merge(List<RuleAtom> rules, String account) {
    Map<Ports, List<RuleAtom>> merged = new LinkedHashMap<>();
    for (RuleAtom rule : rules) {
      Ports ports = new Ports(rule.protocol(), rule.from(), rule.to());
      merged.computeIfAbsent(ports, p -> new ArrayList<>()).add(rule);
    }
    return merged.entrySet().stream()
        .map(e -> permission(e.getKey(), e.getValue(), account))
        .toList();
  }

  private static IpPermission permission(Ports ports, List<RuleAtom> rules, String account) {
    boolean all = ports.protocol.equals(ALL_PROTOCOLS);
    return IpPermission.builder()
        .ipProtocol(ports.protocol)
        .fromPort(all ? null : Integer.valueOf(ports.from))
        .toPort(all ? null : Integer.valueOf(ports.to))
        .ipRanges(
            each(
                rules,
                Peer.IPV4,
                r -> IpRange.builder().cidrIp(r.peerId()).description(text(r)).build()))
        .ipv6Ranges(
            each(
                rules,
                Peer.IPV6,
                r -> Ipv6Range.builder().cidrIpv6(r.peerId()).description(text(r)).build()))
        .prefixListIds(
            each(
                rules,
                Peer.PREFIX_LIST,
                r -> PrefixListId.builder().prefixListId(r.peerId()).description(text(r)).build()))
        .userIdGroupPairs(each(rules, Peer.GROUP, r -> pair(r, account)))
        .build();
  }

  private static UserIdGroupPair pair(RuleAtom rule, String account) {
    return UserIdGroupPair.builder()
        .groupId(rule.peerId())
        .userId(account)
        .description(text(rule))
        .build();
  }

  private static <T> List<T> each(List<RuleAtom> rules, Peer peer, Function<RuleAtom, T> as) {
    Stream<RuleAtom> ofPeer = rules.stream().filter(rule -> rule.peer() == peer);
    return ofPeer.map(as).toList();
  }

  private static String text(RuleAtom rule) {
    return rule.description().orElse(null);
  }
}
