package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** What a network ACL says: the rule of the lowest number that fits decides; it keeps no state. */
record AclRules(NetworkAcl acl) {
  /** IANA's number, and EC2's word for all. */
  private static final Set<String> TCP = Set.of("6", "-1");

  /**
   * @param ports the ports that all have to be open
   */
  record Ports(int from, int to) {
    static final Ports HTTPS = new Ports(443, 443);

    /** From which Linux connects, as tasks do. */
    static final Ports OF_TASKS = new Ports(32768, 60999);

    /** From which NAT gateways and load balancers connect. */
    static final Ports OF_AWS = new Ports(1024, 65535);
  }

  Answer answer(boolean egress, Cidr range, Ports ports) {
    List<NetworkAclEntry> rules =
        acl.entries().stream()
            .filter(rule -> Boolean.valueOf(egress).equals(rule.egress()))
            .filter(rule -> TCP.contains(rule.protocol()))
            .sorted(Comparator.comparing(NetworkAclEntry::ruleNumber))
            .toList();
    return edges(rules, ports).stream()
        .map(port -> answer(rules, range, port))
        .reduce(Answer.ALLOWED, Answer::and);
  }

  /** The ports at which an answer may turn. */
  private static Set<Integer> edges(List<NetworkAclEntry> rules, Ports ports) {
    Set<Integer> edges = new TreeSet<>(Set.of(ports.from()));
    rules.stream()
        .filter(rule -> rule.portRange() != null)
        .forEach(
            rule -> {
              edges.add(rule.portRange().from());
              edges.add(rule.portRange().to() + 1);
            });
    edges.removeIf(port -> port < ports.from() || port > ports.to());
    return edges;
  }

  private static Answer answer(List<NetworkAclEntry> rules, Cidr range, int port) {
    boolean someAllowed = false;
    boolean someDenied = false;
    for (NetworkAclEntry rule : rules) {
      Optional<Cidr> peer = Optional.ofNullable(rule.cidrBlock()).flatMap(Cidr::parse);
      if (peer.isEmpty() || !covers(rule, port)) {
        continue;
      }
      boolean allows = rule.ruleAction() == RuleAction.ALLOW;
      if (peer.get().contains(range)) {
        boolean mixed = allows ? someDenied : someAllowed;
        return mixed ? Answer.PARTLY : allows ? Answer.ALLOWED : Answer.DENIED;
      }
      if (matters(peer.get(), range)) {
        someAllowed |= allows;
        // One bad neighbour that is kept out says nothing of the internet.
        someDenied |= !allows && range.isPrivate();
      }
    }
    return someAllowed ? Answer.PARTLY : Answer.DENIED;
  }

  private static boolean covers(NetworkAclEntry rule, int port) {
    return rule.portRange() == null
        || rule.portRange().from() <= port && port <= rule.portRange().to();
  }

  /** Private addresses are no part of the internet. */
  static boolean matters(Cidr part, Cidr range) {
    return part.overlaps(range) && (range.isPrivate() || !part.isPrivate());
  }
}
