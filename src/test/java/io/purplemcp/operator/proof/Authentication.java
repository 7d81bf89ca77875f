package io.purplemcp.operator.proof;

import io.purplemcp.operator.testing.Handmade;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What people change on the authentication in front of a deployment. */
final class Authentication {
  private static final String JWT = "DefaultActions[jwt-validation]";

  private Authentication() {}

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
