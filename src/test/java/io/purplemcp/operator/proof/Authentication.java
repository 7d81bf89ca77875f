package io.purplemcp.operator.proof;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** What people change on the authentication in front of a deployment. */
final class Authentication {
  private static final String JWT = "DefaultActions[jwt-validation]";

  static final String TOKEN = "first-token-".repeat(4);
  static final String NEXT_TOKEN = "second-token-".repeat(4);

  static final String OPEN = Yaml.withLoadBalancer("acme");
  static final String WITH_JWT =
      OPEN
          + """
              authentication:
                type: jwt
                jwt:
                  issuer: https://login.example.com/
                  jwksEndpoint: https://login.example.com/jwks.json
                  additionalClaims:
                    - {name: aud, format: string-array, values: [purple-mcp]}
                    - {name: scope, format: space-separated-values, values: [mcp.read]}
          """
              .indent(0);
  static final String WITH_BEARER =
      OPEN
          + """
              authentication:
                type: bearer
                bearer: {secretName: purple-mcp/clients}
          """
              .indent(0);
  static final String WITH_WEB_ACL =
      OPEN
          + """
              authentication:
                type: webAcl
                webAcl: {arn: "%s"}
          """
              .formatted(SandboxAccountIds.WEB_ACL_ARN)
              .indent(0);

  private Authentication() {}

  static Stream<Mutation> ofWebAcls() {
    return Stream.of(
        webAcl(
            "everything is let through",
            "DefaultAction",
            acl -> acl.defaultAction(a -> a.allow(x -> {}))),
        webAcl(
            "a rule that lets everybody of a country through is added",
            "Rules[mine]",
            acl -> {
              List<Rule> rules = new ArrayList<>(acl.build().rules());
              rules.add(
                  rules.get(1).toBuilder()
                      .name("mine")
                      .priority(9)
                      .statement(s -> s.geoMatchStatement(g -> g.countryCodesWithStrings("US")))
                      .build());
              acl.rules(rules);
            }),
        rule(
            "WF05 another token is let through",
            "allow-current-token",
            ".Statement.SearchString",
            rule ->
                rule.statement(
                    match(rule, m -> m.searchString(SdkBytes.fromUtf8String("Bearer x"))))),
        rule(
            "WF05 a token is let through in the middle of a header",
            "allow-current-token",
            ".Statement.PositionalConstraint",
            rule -> rule.statement(match(rule, m -> m.positionalConstraint("CONTAINS")))),
        rule(
            "WF05 another header is compared",
            "allow-current-token",
            ".Statement.FieldToMatch",
            rule ->
                rule.statement(
                    match(rule, m -> m.fieldToMatch(x -> x.singleHeader(h -> h.name("x-token")))))),
        rule(
            "WF05 the header is changed before it is compared",
            "allow-current-token",
            ".Statement.TextTransformations",
            rule ->
                rule.statement(
                    match(rule, m -> m.textTransformations(t -> t.priority(0).type("LOWERCASE"))))),
        rule(
            "WF05 guessing is counted and not stopped",
            "rate-limit",
            ".Action",
            rule -> rule.action(a -> a.count(c -> {}))),
        rule(
            "WF05 guessing may go on for longer",
            "rate-limit",
            ".Statement.Limit",
            rule ->
                rule.statement(
                    s ->
                        s.rateBasedStatement(
                            rule.build().statement().rateBasedStatement().toBuilder()
                                .limit(2_000_000L)
                                .build()))),
        rule(
            "WF05 samples of requests are kept",
            "allow-current-token",
            ".VisibilityConfig.SampledRequestsEnabled",
            rule ->
                rule.visibilityConfig(
                    rule.build().visibilityConfig().toBuilder()
                        .sampledRequestsEnabled(true)
                        .build())),
        new Mutation(
            "the web ACL is described otherwise",
            "WebACL",
            "Description",
            hand -> update(hand, acl -> acl.description("mine"))),
        new Mutation(
            "a label of the web ACL gets a foreign value",
            "WebACL",
            "tags[team]",
            hand ->
                hand.aws()
                    .waf()
                    .tagResource(
                        r ->
                            r.resourceARN(live(hand).webACL().arn())
                                .tags(t -> t.key("team").value("x")))),
        new Mutation(
                "the web ACL is taken off the load balancer",
                "WebACLAssociation",
                "WebACLArn",
                hand ->
                    hand.aws().waf().disassociateWebACL(r -> r.resourceArn(hand.loadBalancer())))
            .opening(),
        new Mutation(
                "another web ACL is put on the load balancer",
                "WebACLAssociation",
                "WebACLArn",
                hand ->
                    hand.aws()
                        .waf()
                        .associateWebACL(
                            r ->
                                r.resourceArn(hand.loadBalancer())
                                    .webACLArn(SandboxAccountIds.WEB_ACL_ARN)))
            .opening());
  }

  static GetWebAclResponse live(Handmade hand) {
    String name = "purple-mcp-" + hand.deployment();
    String id =
        hand.aws().waf().listWebACLs(r -> r.scope(Scope.REGIONAL)).webACLs().stream()
            .filter(summary -> summary.name().equals(name))
            .findFirst()
            .orElseThrow()
            .id();
    return hand.aws().waf().getWebACL(r -> r.name(name).id(id).scope(Scope.REGIONAL));
  }

  static void update(Handmade hand, Consumer<WebACL.Builder> change) {
    GetWebAclResponse live = live(hand);
    WebACL.Builder acl = live.webACL().toBuilder();
    change.accept(acl);
    WebACL changed = acl.build();
    hand.aws()
        .waf()
        .updateWebACL(
            r ->
                r.name(changed.name())
                    .id(changed.id())
                    .scope(Scope.REGIONAL)
                    .lockToken(live.lockToken())
                    .description(changed.description())
                    .defaultAction(changed.defaultAction())
                    .rules(changed.rules())
                    .visibilityConfig(changed.visibilityConfig()));
  }

  private static Statement match(Rule.Builder rule, Consumer<ByteMatchStatement.Builder> change) {
    ByteMatchStatement.Builder match = rule.build().statement().byteMatchStatement().toBuilder();
    change.accept(match);
    return Statement.builder().byteMatchStatement(match.build()).build();
  }

  private static Mutation webAcl(String name, String field, Consumer<WebACL.Builder> change) {
    return new Mutation(name, "WebACL", field, hand -> update(hand, change)).opening();
  }

  private static Mutation rule(
      String name, String rule, String field, Consumer<Rule.Builder> change) {
    return webAcl(
        name,
        "Rules[" + rule + "]" + field,
        acl ->
            acl.rules(
                acl.build().rules().stream()
                    .map(
                        each -> {
                          Rule.Builder changed = each.toBuilder();
                          if (each.name().equals(rule)) {
                            change.accept(changed);
                          }
                          return changed.build();
                        })
                    .toList()));
  }

  static Stream<Mutation> ofTokensThatTheLoadBalancerVerifies() {
    return Stream.of(
        listener(
            "the verification is taken away",
            JWT,
            hand -> actions(hand, List.of(LoadBalancing.forward(hand)))),
        verification(
            "another issuer is trusted", JWT + ".Issuer", config -> config.issuer("https://evil/")),
        verification(
            "keys are taken from elsewhere",
            JWT + ".JwksEndpoint",
            config -> config.jwksEndpoint("https://evil.example.com/jwks")),
        verification(
            "a claim may have another value too",
            JWT + ".AdditionalClaims[scope]",
            config ->
                config.additionalClaims(
                    claim("aud", "string-array", "purple-mcp"),
                    claim("scope", "space-separated-values", "mcp.read", "any"))),
        verification(
            "a claim is not looked at any more",
            JWT + ".AdditionalClaims[aud]",
            config ->
                config.additionalClaims(claim("scope", "space-separated-values", "mcp.read"))),
        listener(
            "a rule forwards without verification",
            "Rules[5]",
            hand -> rule(hand, List.of(LoadBalancing.forward(hand)))),
        new Mutation(
            "a rule of its own verifies",
            "Listener",
            "Rules[5]",
            hand -> rule(hand, hand.listener(443).defaultActions())),
        listener(
            "another HTTPS listener forwards without verification",
            "Port",
            hand ->
                hand.elb()
                    .createListener(
                        r ->
                            r.loadBalancerArn(hand.loadBalancer())
                                .port(8443)
                                .protocol(ProtocolEnum.HTTPS)
                                .certificates(hand.listener(443).certificates())
                                .defaultActions(LoadBalancing.forward(hand)))));
  }

  private static JwtValidationActionAdditionalClaim claim(
      String name, String format, String... values) {
    return JwtValidationActionAdditionalClaim.builder()
        .name(name)
        .format(format)
        .values(values)
        .build();
  }

  private static void rule(Handmade hand, List<Action> actions) {
    hand.elb()
        .createRule(
            r ->
                r.listenerArn(hand.listener(443).listenerArn())
                    .priority(5)
                    .conditions(
                        RuleCondition.builder()
                            .field("path-pattern")
                            .pathPatternConfig(p -> p.values("/mcp*"))
                            .build())
                    .actions(actions));
  }

  private static void actions(Handmade hand, List<Action> actions) {
    hand.elb()
        .modifyListener(
            r -> r.listenerArn(hand.listener(443).listenerArn()).defaultActions(actions));
  }

  private static Mutation verification(
      String name, String field, UnaryOperator<JwtValidationActionConfig.Builder> change) {
    return listener(
        name,
        field,
        (Handmade hand) ->
            actions(
                hand,
                hand.listener(443).defaultActions().stream()
                    .map(action -> changed(action, change))
                    .toList()));
  }

  private static Action changed(
      Action action, UnaryOperator<JwtValidationActionConfig.Builder> change) {
    return action.type() == ActionTypeEnum.JWT_VALIDATION
        ? action.toBuilder()
            .jwtValidationConfig(change.apply(action.jwtValidationConfig().toBuilder()).build())
            .build()
        : action;
  }

  private static Mutation listener(String name, String field, Consumer<Handmade> act) {
    return new Mutation(name, "Listener", field, act).opening();
  }
}
