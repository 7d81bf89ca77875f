package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.ec2.preflight.AclRules.Ports;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Shut;
import io.purplemcp.operator.resource.ec2.preflight.Verdict.Unknown;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What the network ACLs on a connection's way say to it. */
record Firewalls(Topology topology) {
  /** HTTPS from a subnet to a range that is not in it, and the answers. */
  Verdict outbound(Subnet subnet, List<Cidr> to, Ports from) {
    return both(subnet, true, to, Ports.HTTPS, from);
  }

  /** HTTPS from a range to a subnet that does not hold it, and the answers. */
  Verdict inbound(Subnet subnet, List<Cidr> from, Ports ports) {
    return both(subnet, false, from, Ports.HTTPS, ports);
  }

  private Verdict both(
      Subnet subnet, boolean egress, List<Cidr> peers, Ports asked, Ports answered) {
    Optional<NetworkAcl> acl = topology.acl(subnet);
    if (acl.isEmpty()) {
      return new Unknown("the network ACL of %s is not shown".formatted(subnet.subnetId()));
    }
    Verdict verdict = Verdict.OPEN;
    for (Cidr peer : peers) {
      verdict =
          verdict
              .and(one(acl.get(), egress, peer, asked))
              .and(one(acl.get(), !egress, peer, answered));
    }
    return verdict;
  }

  private static Verdict one(NetworkAcl acl, boolean egress, Cidr peer, Ports ports) {
    String what =
        "%s TCP %s %s %s"
            .formatted(
                egress ? "outbound" : "inbound",
                words(ports),
                egress ? "to" : "from",
                Routes.INTERNET.contains(peer) ? Routes.DEFAULT : peer.canonical());
    return new AclRules(acl)
        .answer(egress, peer, ports)
        .verdict(
            () ->
                new Unknown(
                    "the network ACL %s allows %s in part only"
                        .formatted(acl.networkAclId(), what)),
            () ->
                new Shut(
                    Reason.TrafficDenied,
                    "the network ACL %s denies %s".formatted(acl.networkAclId(), what),
                    "Allow it there"));
  }

  private static String words(Ports ports) {
    return ports.from() == ports.to()
        ? Integer.toString(ports.from())
        : ports.from() + "-" + ports.to();
  }
}
