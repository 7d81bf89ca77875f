package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Whether security groups let one network interface open a TCP connection to another. */
public final class Firewall {
  private static final String ALL_PROTOCOLS = "-1";
  private static final String TCP = "tcp";
  private static final int ANY_PORT = -1;
  private static final String ONE_ADDRESS = "/32";

  private Firewall() {}

  /** Both the sender's outbound rules and the receiver's inbound ones must allow it. */
  public static boolean admits(
      Context context, NetworkInterface sender, NetworkInterface receiver, int port) {
    return anyRule(context, sender, true, receiver, port)
        && anyRule(context, receiver, false, sender, port);
  }

  /** Whether a rule lets the interface open TCP connections to that port of an address. */
  static boolean letsOut(Context context, NetworkInterface sender, String address, int port) {
    Optional<Cidr> host = Cidr.ipv4(address + ONE_ADDRESS);
    return rules(context, sender, true)
        .filter(rule -> covers(rule, port) && rule.peer() == RuleAtom.Peer.IPV4)
        .anyMatch(
            rule ->
                Cidr.ipv4(rule.peerId())
                    .filter(block -> host.filter(block::contains).isPresent())
                    .isPresent());
  }

  /** Whether a rule lets it open TCP connections to that port of a prefix list's addresses. */
  static boolean letsOutToList(Context context, NetworkInterface sender, String list, int port) {
    return rules(context, sender, true)
        .filter(rule -> covers(rule, port) && rule.peer() == RuleAtom.Peer.PREFIX_LIST)
        .anyMatch(rule -> rule.peerId().equals(list));
  }

  /**
   * Whether security groups let an address open TCP connections to what carries them.
   *
   * @param groupIds the receiver's
   * @param address IPv4, of whoever asks
   */
  public static boolean letsIn(Context context, List<String> groupIds, String address, int port) {
    return context.table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
        .filter(rule -> groupIds.contains(rule.groupId()))
        .map(RuleAtom::of)
        .anyMatch(rule -> !rule.egress() && covers(rule, port) && covers(rule, address));
  }

  private static boolean anyRule(
      Context context, NetworkInterface of, boolean egress, NetworkInterface peer, int port) {
    return rules(context, of, egress).anyMatch(rule -> covers(rule, port) && names(rule, peer));
  }

  private static Stream<RuleAtom> rules(Context context, NetworkInterface of, boolean egress) {
    List<String> groups = of.groups().stream().map(GroupIdentifier::groupId).toList();
    return context.table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
        .filter(rule -> groups.contains(rule.groupId()))
        .map(RuleAtom::of)
        .filter(rule -> rule.egress() == egress);
  }

  private static boolean covers(RuleAtom rule, int port) {
    boolean everyPort = rule.from() == ANY_PORT;
    return rule.protocol().equals(ALL_PROTOCOLS)
        || rule.protocol().equals(TCP) && (everyPort || rule.from() <= port && port <= rule.to());
  }

  private static boolean names(RuleAtom rule, NetworkInterface peer) {
    if (rule.peer() == RuleAtom.Peer.GROUP) {
      return peer.groups().stream().anyMatch(group -> group.groupId().equals(rule.peerId()));
    }
    return covers(rule, peer.privateIpAddress());
  }

  private static boolean covers(RuleAtom rule, String ipv4) {
    return rule.peer() == RuleAtom.Peer.IPV4 && within(rule.peerId(), ipv4);
  }

  /** Whether an IPv4 address lies in a block. */
  public static boolean within(String block, String ipv4) {
    Optional<Cidr> address = Cidr.ipv4(ipv4 + ONE_ADDRESS);
    return Cidr.ipv4(block).filter(of -> address.filter(of::contains).isPresent()).isPresent();
  }
}
