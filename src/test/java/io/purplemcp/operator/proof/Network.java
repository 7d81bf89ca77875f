package io.purplemcp.operator.proof;

import io.purplemcp.operator.testing.Handmade;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What people change on security groups. */
final class Network {
  private Network() {}

  static Stream<Mutation> mutations() {
    return Stream.of(
        group(
                "port 22 is opened on the load balancer",
                "ingress[tcp/22 from 0.0.0.0/0]",
                hand -> hand.allow("alb", 22, "0.0.0.0/0"))
            .opening(),
        group(
                "443 is opened to the world",
                "ingress[tcp/443 from 0.0.0.0/0]",
                hand -> hand.allow("alb", 443, "0.0.0.0/0"))
            .opening(),
        group(
            "443 is opened to another network",
            "ingress[tcp/443 from 192.0.2.0/24]",
            hand -> hand.allow("alb", 443, "192.0.2.0/24")),
        group(
            "X31 the clients are shut out",
            "ingress[tcp/443 from 10.0.0.0/8]",
            hand -> hand.revoke("alb", 443, "10.0.0.0/8")),
        group(
                "the tasks are opened to a network",
                "ingress[tcp/8000 from 10.0.0.0/8]",
                hand -> hand.allow("tasks", 8000, "10.0.0.0/8"))
            .opening(),
        group(
            "the tasks are shut off from the load balancer",
            "ingress[tcp/8000 from acme-alb]",
            hand -> hand.revokeAllIngress("tasks")),
        group(
            "the tasks may not reach the console any more",
            "egress[tcp/443 to 0.0.0.0/0]",
            hand -> hand.revokeAllEgress("tasks")),
        group(
            "SG04 the tasks may reach everything",
            "egress[all to 0.0.0.0/0]",
            hand ->
                hand.ec2()
                    .authorizeSecurityGroupEgress(
                        r ->
                            r.groupId(hand.group("tasks").groupId())
                                .ipPermissions(
                                    p ->
                                        p.ipProtocol("-1")
                                            .ipRanges(range -> range.cidrIp("0.0.0.0/0"))))),
        group(
            "SG03 a rule of the load balancer's is described otherwise",
            "ingress[tcp/443 from 10.0.0.0/8]",
            hand ->
                hand.ec2()
                    .updateSecurityGroupRuleDescriptionsIngress(
                        r ->
                            r.groupId(hand.group("alb").groupId())
                                .ipPermissions(described(443, "10.0.0.0/8")))),
        group(
            "SG03 the way out is described otherwise",
            "egress[tcp/443 to 0.0.0.0/0]",
            hand ->
                hand.ec2()
                    .updateSecurityGroupRuleDescriptionsEgress(
                        r ->
                            r.groupId(hand.group("tasks").groupId())
                                .ipPermissions(described(443, "0.0.0.0/0")))),
        group(
            "a label of the group gets a foreign value",
            "tags[team]",
            hand ->
                hand.ec2()
                    .createTags(
                        r ->
                            r.resources(hand.group("alb").groupId())
                                .tags(Tag.builder().key("team").value("x").build()))));
  }

  private static IpPermission described(int port, String cidr) {
    return Handmade.permission(port, cidr).toBuilder()
        .ipRanges(range -> range.cidrIp(cidr).description("do not touch"))
        .build();
  }

  private static Mutation group(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "SecurityGroup", field, act);
  }
}
