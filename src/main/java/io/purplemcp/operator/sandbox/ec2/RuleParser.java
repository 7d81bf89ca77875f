package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.ec2.RuleAtom.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Turns what a request says about rules into {@link RuleAtom}s, refusing what EC2 refuses. */
final class RuleParser {
  static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");
  private static final int ALL = -1;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");
  private static final Set<String> ICMP = Set.of("icmp", "icmpv6");
  private static final Map<String, String> NAMES =
      Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1");

  private final boolean egress;
  private final Function<UserIdGroupPair, String> groups;

  /**
   * @param groups finds the id of the group that a pair means
   */
  RuleParser(boolean egress, Function<UserIdGroupPair, String> groups) {
    this.egress = egress;
    this.groups = groups;
  }

  List<RuleAtom> parse(List<IpPermission> permissions) {
    List<RuleAtom> atoms = new ArrayList<>();
    for (IpPermission permission : permissions) {
      int before = atoms.size();
      Ports ports = Ports.of(permission.ipProtocol(), permission.fromPort(), permission.toPort());
      permission
          .ipRanges()
          .forEach(r -> atoms.add(atom(ports, Peer.IPV4, ipv4(r.cidrIp()), r.description())));
      permission
          .ipv6Ranges()
          .forEach(r -> atoms.add(atom(ports, Peer.IPV6, ipv6(r.cidrIpv6()), r.description())));
      permission
          .userIdGroupPairs()
          .forEach(p -> atoms.add(atom(ports, Peer.GROUP, groups.apply(p), p.description())));
      permission
          .prefixListIds()
          .forEach(
              p ->
                  atoms.add(
                      atom(
                          ports, Peer.PREFIX_LIST, prefixList(p.prefixListId()), p.description())));
      if (atoms.size() == before) {
        throw Ec2Errors.missing("ipPermissions.ipRanges");
      }
    }
    return atoms;
  }

  RuleAtom parse(SecurityGroupRuleRequest rule) {
    Ports ports = Ports.of(rule.ipProtocol(), rule.fromPort(), rule.toPort());
    if (rule.cidrIpv4() != null) {
      return atom(ports, Peer.IPV4, ipv4(rule.cidrIpv4()), rule.description());
    } else if (rule.cidrIpv6() != null) {
      return atom(ports, Peer.IPV6, ipv6(rule.cidrIpv6()), rule.description());
    } else if (rule.prefixListId() != null) {
      return atom(ports, Peer.PREFIX_LIST, prefixList(rule.prefixListId()), rule.description());
    } else if (rule.referencedGroupId() != null) {
      UserIdGroupPair pair = UserIdGroupPair.builder().groupId(rule.referencedGroupId()).build();
      return atom(ports, Peer.GROUP, groups.apply(pair), rule.description());
    }
    throw Ec2Errors.missing("SecurityGroupRule.CidrIpv4");
  }

  private RuleAtom atom(Ports ports, Peer peer, String peerId, String description) {
    Optional<String> text = Optional.ofNullable(description).filter(d -> !d.isEmpty());
    if (text.filter(d -> !TEXT.matcher(d).matches()).isPresent()) {
      throw Ec2Errors.invalid(
          "Invalid rule description. Valid descriptions are strings less than 256 characters from"
              + " the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
    }
    return new RuleAtom(egress, ports.protocol, ports.from, ports.to, peer, peerId, text);
  }

  private static String ipv4(String text) {
    return Cidr.ipv4(text == null ? "" : text)
        .map(Cidr::toString)
        .orElseThrow(() -> Ec2Errors.invalid("CIDR block " + text + " is malformed"));
  }

  private static String ipv6(String text) {
    return Cidr.ipv6(text == null ? "" : text)
        .map(Cidr::toString)
        .orElseThrow(() -> Ec2Errors.invalid("CIDR block " + text + " is malformed"));
  }

  private static String prefixList(String id) {
    if (id == null || !PrefixLists.exists(id)) {
      throw AwsError.badRequest(
          "InvalidPrefixListId.NotFound", "The prefix list ID '" + id + "' does not exist");
    }
    return id;
  }

  /** A protocol and its ports, as EC2 keeps them. */
  private record Ports(String protocol, int from, int to) {
    static Ports of(String given, Integer from, Integer to) {
      if (given == null) {
        throw Ec2Errors.missing("ipProtocol");
      }
      String lower = given.toLowerCase(Locale.ROOT);
      String protocol = NAMES.getOrDefault(lower, lower);
      if (WITH_PORTS.contains(protocol)) {
        return tcpOrUdp(protocol, from, to);
      } else if (ICMP.contains(protocol)) {
        return new Ports(protocol, from == null ? ALL : from, to == null ? ALL : to);
      } else if (!protocol.matches("-1|\\d{1,3}")) {
        throw Ec2Errors.invalid("Invalid value '" + given + "' for IP protocol. Unknown protocol.");
      }
      return new Ports(protocol, ALL, ALL);
    }

    private static Ports tcpOrUdp(String protocol, Integer from, Integer to) {
      if (from == null || to == null) {
        throw Ec2Errors.invalid(
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
      } else if (from < 0 || to > MAX_PORT) {
        throw Ec2Errors.invalid("TCP/UDP port (" + (from < 0 ? from : to) + ") out of range");
      } else if (from > to) {
        throw Ec2Errors.invalid("Invalid TCP/UDP port range (" + from + ":" + to + ")");
      }
      return new Ports(protocol, from, to);
    }
  }
}
