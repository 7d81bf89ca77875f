package io.purplemcp.operator.proof;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Yaml;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** What people change on a gateway named shared, and on the rule of a deployment named acme. */
final class GatewayMutations {
  static final String ACME = "acme.purple-mcp.example.com";

  private GatewayMutations() {}

  record Mutation(
      String name,
      String owner,
      String resource,
      String field,
      Consumer<ElasticLoadBalancingV2Client> act) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A certificate beside the one that the account has from the start. */
  static String anotherCertificate(AcmClient acm) {
    String text =
        acm.getCertificate(r -> r.certificateArn(SandboxAccountIds.CERTIFICATE_ARN)).certificate();
    return acm.importCertificate(
            r ->
                r.certificate(SdkBytes.fromUtf8String(text))
                    .privateKey(SdkBytes.fromUtf8String("-----BEGIN PRIVATE KEY-----\nno key\n")))
        .certificateArn();
  }

  /** The gateway with one more certificate. */
  static String withCertificate(String arn) {
    return Yaml.gateway("shared") + "    additionalCertificateArns: [\"" + arn + "\"]\n";
  }

  static Listener listener(ElasticLoadBalancingV2Client elb) {
    String balancer =
        elb.describeLoadBalancers(r -> r.names("shared")).loadBalancers().get(0).loadBalancerArn();
    return elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners().stream()
        .filter(each -> each.port() == 443)
        .findFirst()
        .orElseThrow();
  }

  static List<Rule> rules(ElasticLoadBalancingV2Client elb) {
    return elb.describeRules(r -> r.listenerArn(listener(elb).listenerArn())).rules().stream()
        .filter(rule -> !rule.isDefault())
        .toList();
  }

  static Rule rule(ElasticLoadBalancingV2Client elb, String host) {
    return rules(elb).stream()
        .filter(rule -> rule.conditions().toString().contains(host))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Mutation> all() {
    return Stream.of(
        new Mutation(
            "LB03 a rule is given another priority",
            "shared",
            "ListenerRule",
            "Priority[acme]",
            elb ->
                elb.setRulePriorities(
                    r ->
                        r.rulePriorities(
                            pair -> pair.ruleArn(rule(elb, ACME).ruleArn()).priority(49_999)))),
        new Mutation(
            "a rule answers to another host name",
            "acme",
            "ListenerRule",
            "Conditions",
            elb ->
                elb.modifyRule(
                    r ->
                        r.ruleArn(rule(elb, ACME).ruleArn())
                            .conditions(
                                c ->
                                    c.field("host-header")
                                        .hostHeaderConfig(h -> h.values("evil.example.com"))))),
        new Mutation(
            "a rule sends clients elsewhere",
            "acme",
            "ListenerRule",
            "Actions",
            elb ->
                elb.modifyRule(
                    r ->
                        r.ruleArn(rule(elb, ACME).ruleArn())
                            .actions(
                                a ->
                                    a.type(ActionTypeEnum.FIXED_RESPONSE)
                                        .fixedResponseConfig(f -> f.statusCode("503"))))),
        new Mutation(
            "a rule's label is changed",
            "acme",
            "ListenerRule",
            "tags[team]",
            elb ->
                elb.addTags(
                    r ->
                        r.resourceArns(rule(elb, ACME).ruleArn())
                            .tags(t -> t.key("team").value("hackers")))),
        new Mutation(
            "a rule's owner is taken away",
            "acme",
            "ListenerRule",
            "tags[purplemcp.io/managed-by]",
            elb ->
                elb.removeTags(
                    r ->
                        r.resourceArns(rule(elb, ACME).ruleArn())
                            .tagKeys("purplemcp.io/managed-by"))),
        new Mutation(
            "a rule is deleted",
            "acme",
            "ListenerRule",
            "presence",
            elb -> elb.deleteRule(r -> r.ruleArn(rule(elb, ACME).ruleArn()))),
        new Mutation(
            "a rule is added by hand",
            "shared",
            "ListenerRule",
            "Priority",
            elb ->
                elb.createRule(
                    r ->
                        r.listenerArn(listener(elb).listenerArn())
                            .priority(7)
                            .conditions(c -> c.field("path-pattern").values("/*"))
                            .actions(
                                a ->
                                    a.type(ActionTypeEnum.FIXED_RESPONSE)
                                        .fixedResponseConfig(f -> f.statusCode("200"))))),
        new Mutation(
            "strangers are answered otherwise",
            "shared",
            "Listener",
            "DefaultActions",
            elb ->
                elb.modifyListener(
                    r ->
                        r.listenerArn(listener(elb).listenerArn())
                            .defaultActions(
                                a ->
                                    a.type(ActionTypeEnum.FIXED_RESPONSE)
                                        .fixedResponseConfig(f -> f.statusCode("200"))))),
        new Mutation(
            "LB07 the idle timeout is lowered",
            "shared",
            "LoadBalancer",
            "attributes[idle_timeout.timeout_seconds]",
            elb ->
                elb.modifyLoadBalancerAttributes(
                    r ->
                        r.loadBalancerArn(listener(elb).loadBalancerArn())
                            .attributes(a -> a.key("idle_timeout.timeout_seconds").value("60")))));
  }
}
