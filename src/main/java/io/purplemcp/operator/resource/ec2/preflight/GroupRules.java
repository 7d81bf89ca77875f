package io.purplemcp.operator.resource.ec2.preflight;

import io.purplemcp.operator.desired.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * What security groups say: any rule that fits allows.
 *
 * @param permissions of one direction, of all groups together
 */
record GroupRules(List<IpPermission> permissions) {
  private static final Set<String> TCP = Set.of("tcp", "6", "-1");
  private static final int ANY_PORT = -1;

  /**
   * The other end of a connection.
   *
   * @param groupIds the security groups it is in
   * @param ranges where its addresses are
   * @param prefixList the prefix list of these addresses
   */
  record Peer(Set<String> groupIds, List<Cidr> ranges, Optional<String> prefixList) {
    static final Peer INTERNET = new Peer(Set.of(), Routes.INTERNET, Optional.empty());
  }

  Answer answer(int port, Peer peer) {
    List<IpPermission> fitting = permissions.stream().filter(rule -> covers(rule, port)).toList();
    boolean named =
        fitting.stream()
            .anyMatch(
                rule ->
                    rule.userIdGroupPairs().stream()
                            .anyMatch(pair -> peer.groupIds().contains(pair.groupId()))
                        || rule.prefixListIds().stream()
                            .anyMatch(
                                list ->
                                    peer.prefixList().stream()
                                        .anyMatch(list.prefixListId()::equals)));
    if (named) {
      return Answer.ALLOWED;
    }
    boolean lists = fitting.stream().anyMatch(rule -> !rule.prefixListIds().isEmpty());
    List<Cidr> blocks = fitting.stream().flatMap(GroupRules::blocks).toList();
    Answer byRange =
        peer.ranges().stream()
            .map(range -> answer(blocks, range))
            .reduce(Answer::and)
            .orElse(Answer.DENIED);
    return lists ? byRange.or(Answer.PARTLY) : byRange;
  }

  private static Answer answer(List<Cidr> blocks, Cidr range) {
    if (blocks.stream().anyMatch(block -> block.contains(range))) {
      return Answer.ALLOWED;
    }
    return blocks.stream().anyMatch(block -> AclRules.matters(block, range))
        ? Answer.PARTLY
        : Answer.DENIED;
  }

  private static Stream<Cidr> blocks(IpPermission rule) {
    return rule.ipRanges().stream().flatMap(range -> Cidr.parse(range.cidrIp()).stream());
  }

  private static boolean covers(IpPermission rule, int port) {
    return TCP.contains(rule.ipProtocol())
        && (rule.fromPort() == null
            || rule.fromPort() == ANY_PORT
            || rule.fromPort() <= port && port <= rule.toPort());
  }
}
