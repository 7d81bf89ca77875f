package io.purplemcp.operator.sandbox.ec2;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * One rule of a security group in EC2's canonical form: one direction, protocol, port range and
 * peer.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, {@code -1} for all, or a
 *     number
 * @param from lowest port, or ICMP type; -1 for all
 * @param to highest port, or ICMP code; -1 for all
 */
record RuleAtom(
    boolean egress,
    String protocol,
    int from,
    int to,
    Peer peer,
    String peerId,
    Optional<String> description) {
  enum Peer {
    IPV4,
    IPV6,
    GROUP,
    PREFIX_LIST
  }

  static RuleAtom of(SecurityGroupRule row) {
    Optional<String> description = Optional.ofNullable(row.description());
    if (row.cidrIpv4() != null) {
      return of(row, Peer.IPV4, row.cidrIpv4(), description);
    } else if (row.cidrIpv6() != null) {
      return of(row, Peer.IPV6, row.cidrIpv6(), description);
    } else if (row.prefixListId() != null) {
      return of(row, Peer.PREFIX_LIST, row.prefixListId(), description);
    }
    return of(row, Peer.GROUP, row.referencedGroupInfo().groupId(), description);
  }

  private static RuleAtom of(
      SecurityGroupRule row, Peer peer, String peerId, Optional<String> description) {
    return new RuleAtom(
        row.isEgress(), row.ipProtocol(), row.fromPort(), row.toPort(), peer, peerId, description);
  }

  /** Whether it is the same rule; a description does not make it another. */
  boolean sameRule(RuleAtom other) {
    return withoutDescription().equals(other.withoutDescription());
  }

  RuleAtom withoutDescription() {
    return new RuleAtom(egress, protocol, from, to, peer, peerId, Optional.empty());
  }

  /**
   * Writes the rule over a row.
   *
   * @param account the owner of the groups it refers to
   */
  SecurityGroupRule.Builder over(SecurityGroupRule.Builder row, String account) {
    return row.isEgress(egress)
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .cidrIpv4(peer == Peer.IPV4 ? peerId : null)
        .cidrIpv6(peer == Peer.IPV6 ? peerId : null)
        .prefixListId(peer == Peer.PREFIX_LIST ? peerId : null)
        .applyMutation(
            b -> {
              if (peer == Peer.GROUP) {
                b.referencedGroupInfo(g -> g.groupId(peerId).userId(account));
              }
            })
        .description(description.orElse(null));
  }

  /** As EC2 names a rule in its errors. */
  String inWords() {
    String ports = protocol.equals("-1") ? "ALL" : protocol.toUpperCase(Locale.ROOT);
    return "peer: "
        + peerId
        + ", "
        + ports
        + ", from port: "
        + from
        + ", to port: "
        + to
        + ", ALLOW";
  }
}
