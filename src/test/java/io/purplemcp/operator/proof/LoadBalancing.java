package io.purplemcp.operator.proof;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** What people change on load balancers, target groups and listeners. */
final class LoadBalancing {
  private LoadBalancing() {}

  static Stream<Mutation> mutations() {
    return Stream.of(loadBalancers(), targetGroups(), listeners()).flatMap(m -> m);
  }

  private static Stream<Mutation> loadBalancers() {
    return Stream.of(
        balancer(
            "LB07 the idle timeout is lowered",
            "attributes[idle_timeout.timeout_seconds]",
            hand -> hand.loadBalancerAttribute("idle_timeout.timeout_seconds", "60")),
        balancer(
            "invalid header fields are let through",
            "attributes[routing.http.drop_invalid_header_fields.enabled]",
            hand ->
                hand.loadBalancerAttribute(
                    "routing.http.drop_invalid_header_fields.enabled", "false")),
        balancer(
            "deletion protection is switched on",
            "attributes[deletion_protection.enabled]",
            hand -> hand.loadBalancerAttribute("deletion_protection.enabled", "true")),
        balancer(
                "another security group is put on the load balancer",
                "SecurityGroups",
                hand ->
                    hand.elb()
                        .setSecurityGroups(
                            r ->
                                r.loadBalancerArn(hand.loadBalancer())
                                    .securityGroups(
                                        hand.group("alb").groupId(),
                                        SandboxAccountIds.DEFAULT_SECURITY_GROUP)))
            .opening(),
        balancer(
            "the load balancer is moved to other subnets",
            "Subnets",
            hand ->
                hand.elb()
                    .setSubnets(
                        r ->
                            r.loadBalancerArn(hand.loadBalancer())
                                .subnets(
                                    SandboxAccountIds.PUBLIC_SUBNET_A,
                                    SandboxAccountIds.PUBLIC_SUBNET_B))),
        balancer(
            "the load balancer is given IPv6 addresses", "IpAddressType", LoadBalancing::dualStack),
        balancer(
            "a label of ours gets a foreign value",
            "tags[team]",
            hand ->
                hand.elb()
                    .addTags(
                        r ->
                            r.resourceArns(hand.loadBalancer())
                                .tags(Tag.builder().key("team").value("hackers").build()))),
        balancer(
            "our ownership tag is taken away",
            "tags[purplemcp.io/managed-by]",
            hand ->
                hand.elb()
                    .removeTags(
                        r ->
                            r.resourceArns(hand.loadBalancer())
                                .tagKeys("purplemcp.io/managed-by"))));
  }

  private static Stream<Mutation> targetGroups() {
    return Stream.of(
        group(
            "the health check's path is changed",
            "HealthCheckPath",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthCheckPath("/mcp"))),
        group(
            "the health check's interval is changed",
            "HealthCheckIntervalSeconds",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthCheckIntervalSeconds(60))),
        group(
            "the health check's timeout is changed",
            "HealthCheckTimeoutSeconds",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthCheckTimeoutSeconds(20))),
        group(
            "the healthy threshold is changed",
            "HealthyThresholdCount",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthyThresholdCount(9))),
        group(
            "the unhealthy threshold is changed",
            "UnhealthyThresholdCount",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).unhealthyThresholdCount(9))),
        group(
            "other answers are taken for healthy",
            "Matcher.HttpCode",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r ->
                            r.targetGroupArn(hand.targetGroup())
                                .matcher(m -> m.httpCode("200-499")))),
        group(
            "the health check's port is changed",
            "HealthCheckPort",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthCheckPort("8000"))),
        group(
            "the health check speaks HTTPS",
            "HealthCheckProtocol",
            hand ->
                hand.elb()
                    .modifyTargetGroup(
                        r ->
                            r.targetGroupArn(hand.targetGroup())
                                .healthCheckProtocol(ProtocolEnum.HTTPS))),
        group(
            "a label of the target group gets a foreign value",
            "tags[team]",
            hand -> label(hand, hand.targetGroup())),
        group(
            "stickiness is switched on",
            "attributes[stickiness.enabled]",
            hand -> hand.targetGroupAttribute("stickiness.enabled", "true")),
        group(
            "targets get no time to leave",
            "attributes[deregistration_delay.timeout_seconds]",
            hand -> hand.targetGroupAttribute("deregistration_delay.timeout_seconds", "0")));
  }

  private static Stream<Mutation> listeners() {
    return Stream.of(
        listener(
            "an old TLS policy is set",
            443,
            "SslPolicy",
            hand ->
                hand.elb()
                    .modifyListener(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .sslPolicy("ELBSecurityPolicy-2016-08"))),
        listener(
            "the HTTPS listener answers by itself",
            443,
            "DefaultActions",
            hand ->
                hand.elb()
                    .modifyListener(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .defaultActions(fixed()))),
        listener(
                "the redirect is turned into a plain forward",
                80,
                "DefaultActions",
                hand ->
                    hand.elb()
                        .modifyListener(
                            r ->
                                r.listenerArn(hand.listener(80).listenerArn())
                                    .defaultActions(forward(hand))))
            .opening(),
        listener(
            "X31 the HTTPS listener is deleted",
            443,
            "presence",
            hand ->
                hand.elb().deleteListener(r -> r.listenerArn(hand.listener(443).listenerArn()))),
        listener(
            "X31 the redirect is deleted",
            80,
            "presence",
            hand -> hand.elb().deleteListener(r -> r.listenerArn(hand.listener(80).listenerArn()))),
        listener(
                "a plain HTTP listener that forwards is added",
                8080,
                "Port",
                hand ->
                    hand.elb()
                        .createListener(
                            r ->
                                r.loadBalancerArn(hand.loadBalancer())
                                    .port(8080)
                                    .protocol(ProtocolEnum.HTTP)
                                    .defaultActions(forward(hand))))
            .opening(),
        listener(
            "another certificate is the HTTPS listener's own",
            443,
            "Certificates",
            hand ->
                hand.elb()
                    .modifyListener(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .certificates(c -> c.certificateArn(anotherCertificate(hand))))),
        listener(
            "clients are asked for certificates of their own",
            443,
            "MutualAuthentication.Mode",
            hand ->
                hand.elb()
                    .modifyListener(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .mutualAuthentication(m -> m.mode("passthrough")))),
        listener(
            "a label of the listener gets a foreign value",
            443,
            "tags[team]",
            hand -> label(hand, hand.listener(443).listenerArn())),
        listener(
            "a second certificate is added to the HTTPS listener",
            443,
            "ExtraCertificates[*",
            hand ->
                hand.elb()
                    .addListenerCertificates(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .certificates(c -> c.certificateArn(anotherCertificate(hand))))),
        listener(
            "a rule is added to the HTTPS listener",
            443,
            "Rules[5]",
            hand ->
                hand.elb()
                    .createRule(
                        r ->
                            r.listenerArn(hand.listener(443).listenerArn())
                                .priority(5)
                                .conditions(
                                    RuleCondition.builder()
                                        .field("path-pattern")
                                        .pathPatternConfig(p -> p.values("/secret*"))
                                        .build())
                                .actions(forward(hand)))));
  }

  /** Which needs a network that has IPv6: first the VPC, then the subnets. */
  private static void dualStack(Handmade hand) {
    String range =
        hand.ec2()
            .associateVpcCidrBlock(
                r -> r.vpcId(SandboxAccountIds.VPC).amazonProvidedIpv6CidrBlock(true))
            .ipv6CidrBlockAssociation()
            .ipv6CidrBlock();
    associate(hand, SandboxAccountIds.PRIVATE_SUBNET_A, range.replace("00::/56", "00::/64"));
    associate(hand, SandboxAccountIds.PRIVATE_SUBNET_B, range.replace("00::/56", "01::/64"));
    hand.elb()
        .setIpAddressType(r -> r.loadBalancerArn(hand.loadBalancer()).ipAddressType("dualstack"));
  }

  private static void associate(Handmade hand, String subnet, String block) {
    hand.ec2().associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock(block));
  }

  private static void label(Handmade hand, String arn) {
    hand.elb().addTags(r -> r.resourceArns(arn).tags(Tag.builder().key("team").value("x").build()));
  }

  private static String anotherCertificate(Handmade hand) {
    var acm = hand.aws().acm();
    String text =
        acm.getCertificate(r -> r.certificateArn(SandboxAccountIds.CERTIFICATE_ARN)).certificate();
    return acm.importCertificate(
            r ->
                r.certificate(SdkBytes.fromUtf8String(text))
                    .privateKey(SdkBytes.fromUtf8String("-----BEGIN PRIVATE KEY-----\nno key\n")))
        .certificateArn();
  }

  private static Action fixed() {
    return Action.builder()
        .type(ActionTypeEnum.FIXED_RESPONSE)
        .fixedResponseConfig(f -> f.statusCode("200").contentType("text/plain").messageBody("ok"))
        .build();
  }

  static Action forward(Handmade hand) {
    return Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(hand.targetGroup()).build();
  }

  private static Mutation balancer(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "LoadBalancer", field, act);
  }

  private static Mutation group(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "TargetGroup", field, act);
  }

  private static Mutation listener(String name, int port, String field, Consumer<Handmade> act) {
    return new Mutation(name + " (" + port + ")", "Listener", field, act);
  }
}
