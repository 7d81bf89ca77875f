package io.purplemcp.operator.resource.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * One rule of a security group with a single peer. EC2 merges rules that differ only in their
 * peers, so both sides are taken apart before they are compared.
 *
 * @param direction ingress or egress
 * @param protocol {@code tcp}, {@code -1} for all
 * @param ports from and to; empty when the protocol is all
 * @param peer a CIDR block, a security group's or a prefix list's id
 * @param description empty where there is none
 */
record Atom(
    Direction direction, String protocol, Optional<Ports> ports, String peer, String description) {
  static final String ALL = "-1";
  private static final String GROUP_PREFIX = "sg-";
  private static final String PREFIX_LIST_PREFIX = "pl-";

  /** IANA's numbers, which EC2 takes for the names. */
  private static final Map<String, String> PROTOCOLS =
      Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", ALL);

  enum Direction {
    INGRESS("ingress", "from"),
    EGRESS("egress", "to");

    private final String path;
    private final String preposition;

    Direction(String path, String preposition) {
      this.path = path;
      this.preposition = preposition;
    }
  }

  record Ports(int from, int to) {
    static Ports single(int port) {
      return new Ports(port, port);
    }

    @Override
    public String toString() {
      return from == to ? Integer.toString(from) : from + "-" + to;
    }
  }

  static Atom tcp(Direction direction, int port, String peer, String description) {
    return new Atom(direction, "tcp", Optional.of(Ports.single(port)), peer, description);
  }

  /** The same on another port. */
  Atom on(int port) {
    return new Atom(direction, protocol, Optional.of(Ports.single(port)), peer, description);
  }

  /** The rules of one permission, one for every peer. */
  static List<Atom> of(Direction direction, IpPermission permission) {
    String protocol =
        PROTOCOLS.getOrDefault(
            permission.ipProtocol().toLowerCase(), permission.ipProtocol().toLowerCase());
    Optional<Ports> ports =
        ALL.equals(protocol) || permission.fromPort() == null
            ? Optional.empty()
            : Optional.of(new Ports(permission.fromPort(), permission.toPort()));
    return peers(permission)
        .map(peer -> new Atom(direction, protocol, ports, peer.name(), peer.description()))
        .toList();
  }

  private record Peer(String name, String description) {
    static Peer of(String name, String description) {
      return new Peer(name, description == null ? "" : description);
    }
  }

  private static Stream<Peer> peers(IpPermission permission) {
    var peers = new ArrayList<Peer>();
    permission
        .ipRanges()
        .forEach(range -> peers.add(Peer.of(Cidr.canonical(range.cidrIp()), range.description())));
    permission
        .ipv6Ranges()
        .forEach(
            range -> peers.add(Peer.of(Cidr.canonical(range.cidrIpv6()), range.description())));
    permission
        .userIdGroupPairs()
        .forEach(pair -> peers.add(Peer.of(pair.groupId(), pair.description())));
    permission
        .prefixListIds()
        .forEach(list -> peers.add(Peer.of(list.prefixListId(), list.description())));
    return peers.stream();
  }

  /** {@code ingress[tcp/443 from 10.0.0.0/8]}. */
  String path(String peerName) {
    return "%s[%s%s %s %s]"
        .formatted(
            direction.path,
            ALL.equals(protocol) ? "all" : protocol,
            ports.map(range -> "/" + range).orElse(""),
            direction.preposition,
            peerName);
  }

  /** What a difference shows of a rule. */
  String value() {
    return description.isEmpty() ? "allow" : "allow (" + description + ")";
  }

  /** Whether a TCP port is among those of the rule. */
  boolean covers(int port) {
    return ALL.equals(protocol)
        || "tcp".equals(protocol)
            && ports.filter(range -> range.from() <= port && port <= range.to()).isPresent();
  }

  boolean names(String groupId) {
    return peer.equals(groupId);
  }

  Atom withPeer(String newPeer) {
    return new Atom(direction, protocol, ports, newPeer, description);
  }

  Atom withDescription(String words) {
    return new Atom(direction, protocol, ports, peer, words);
  }

  /** What adds the rule or changes its description. */
  IpPermission permission() {
    String words = description.isEmpty() ? null : description;
    return permission(words);
  }

  /** What revokes it: a description is not compared and may be absent. */
  IpPermission permissionToRevoke() {
    return permission(null);
  }

  private IpPermission permission(String words) {
    var permission = IpPermission.builder().ipProtocol(protocol);
    ports.ifPresent(range -> permission.fromPort(range.from()).toPort(range.to()));
    if (peer.startsWith(GROUP_PREFIX)) {
      permission.userIdGroupPairs(
          UserIdGroupPair.builder().groupId(peer).description(words).build());
    } else if (peer.startsWith(PREFIX_LIST_PREFIX)) {
      permission.prefixListIds(
          PrefixListId.builder().prefixListId(peer).description(words).build());
    } else if (Cidr.ipv6(peer)) {
      permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(peer).description(words).build());
    } else {
      permission.ipRanges(IpRange.builder().cidrIp(peer).description(words).build());
    }
    return permission.build();
  }
}
