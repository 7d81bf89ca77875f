package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** Whether a subnet's network ACL lets single TCP packets through. */
final class PacketFilter {
  private static final String TCP = "6";
  private static final String ONE_ADDRESS = "/32";

  /**
   * From which a container connects: the lowest, a middle and the highest port that Linux takes.
   */
  private static final List<Integer> EPHEMERAL = List.of(32768, 49152, 60999);

  private final Context context;

  PacketFilter(Context context) {
    this.context = context;
  }

  /** A connection from the subnet to an address, and what comes back. */
  boolean letsOut(String subnetId, String address, int port) {
    return passes(subnetId, true, address, port)
        && EPHEMERAL.stream().allMatch(back -> passes(subnetId, false, address, back));
  }

  /** A connection from an address to the subnet, and what goes back. */
  boolean letsIn(String subnetId, String address, int port) {
    return passes(subnetId, false, address, port)
        && EPHEMERAL.stream().allMatch(back -> passes(subnetId, true, address, back));
  }

  /** What a NAT gateway sends on comes back to any port above the well-known ones. */
  boolean letsNatOut(String subnetId, String address, int port) {
    return passes(subnetId, true, address, port)
        && IntStream.of(1024, 20000, 32767, 65535)
            .allMatch(p -> passes(subnetId, false, address, p))
        && EPHEMERAL.stream().allMatch(back -> passes(subnetId, false, address, back));
  }

  private boolean passes(String subnetId, boolean egress, String address, int port) {
    return NetworkAcls.of(context, subnetId)
        .map(acl -> passes(acl, egress, address, port))
        .orElse(true);
  }

  private static boolean passes(NetworkAcl acl, boolean egress, String address, int port) {
    Cidr host = Cidr.ipv4(address + ONE_ADDRESS).orElseThrow();
    return acl.entries().stream()
        .filter(entry -> entry.egress() == egress)
        .sorted(Comparator.comparing(NetworkAclEntry::ruleNumber))
        .filter(entry -> fits(entry, host, port))
        .findFirst()
        .filter(entry -> entry.ruleAction() == RuleAction.ALLOW)
        .isPresent();
  }

  private static boolean fits(NetworkAclEntry entry, Cidr host, int port) {
    boolean everything = entry.protocol().equals(NetworkAcls.ALL_PROTOCOLS);
    boolean ports =
        everything
            || entry.protocol().equals(TCP)
                && entry.portRange().from() <= port
                && port <= entry.portRange().to();
    return ports && Cidr.ipv4(entry.cidrBlock()).filter(block -> block.contains(host)).isPresent();
  }
}
