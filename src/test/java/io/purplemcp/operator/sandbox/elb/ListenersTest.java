package io.purplemcp.operator.sandbox.elb;

import static io.purplemcp.operator.sandbox.elb.ElbBed.forward;
import static io.purplemcp.operator.sandbox.elb.ElbBed.notFound;
import static io.purplemcp.operator.sandbox.elb.ElbBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

class ListenersTest {
  private static final String MISSING_CERTIFICATE =
      "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-a000-000000000000";

  private final ElbBed bed = new ElbBed();
  private String balancer;
  private String group;

  @BeforeEach
  void begin() {
    balancer = bed.balancer("acme");
    group = bed.group("acme");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void aForwardComesBackInTheLongFormAndInTheShort() {
    Action action = described(bed.listener(balancer, forward(group))).defaultActions().get(0);

    assertThat(action.targetGroupArn()).isEqualTo(group);
    assertThat(action.order()).isEqualTo(1);
    assertThat(action.forwardConfig().targetGroups())
        .containsExactly(TargetGroupTuple.builder().targetGroupArn(group).weight(1).build());
    assertThat(action.forwardConfig().targetGroupStickinessConfig().enabled()).isFalse();
  }

  @Test
  void aForwardToSeveralGroupsHasNoShortForm() {
    String other = bed.group("other");
    Action weighted =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .forwardConfig(
                c ->
                    c.targetGroups(
                        g -> g.targetGroupArn(group).weight(9), g -> g.targetGroupArn(other)))
            .build();

    Action action = described(bed.listener(balancer, weighted)).defaultActions().get(0);

    assertThat(action.targetGroupArn()).isNull();
    assertThat(action.forwardConfig().targetGroups())
        .extracting(TargetGroupTuple::weight)
        .containsExactly(9, 1);
  }

  @Test
  void aRedirectKeepsWhatItDoesNotChange() {
    String arn = bed.listener(balancer, redirect(c -> c.protocol("HTTPS").port("443")));

    assertThat(described(arn).defaultActions().get(0).redirectConfig())
        .isEqualTo(
            RedirectActionConfig.builder()
                .protocol("HTTPS")
                .port("443")
                .host("#{host}")
                .path("/#{path}")
                .query("#{query}")
                .statusCode("HTTP_301")
                .build());
  }

  @Test
  void aRedirectToItselfIsRefused() {
    refused("InvalidLoadBalancerAction", () -> bed.listener(balancer, redirect(c -> {})));
  }

  @Test
  void aGroupBelongsToOneLoadBalancer() {
    String other = bed.balancer("other");
    bed.listener(balancer, forward(group));

    refused("TargetGroupAssociationLimit", () -> bed.listener(other, forward(group)));
    refused("TargetGroupNotFound", () -> bed.listener(other, forward(group + "0")));
  }

  @Test
  void onePortHasOneListener() {
    String arn = bed.listener(balancer, forward(group));

    assertThat(bed.listener(balancer, forward(group))).isEqualTo(arn);
    refused("DuplicateListener", () -> bed.listener(balancer, notFound()));
  }

  @Test
  void anHttpsListenerGetsTheOldPolicyUnlessOneIsNamed() {
    Listener listener = described(https(r -> {}));

    assertThat(listener.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
    assertThat(listener.mutualAuthentication().mode()).isEqualTo("off");
    assertThat(listener.certificates())
        .containsExactly(
            Certificate.builder().certificateArn(SandboxAccountIds.CERTIFICATE_ARN).build());
  }

  @Test
  void certificatesAndPoliciesMustExist() {
    refused(
        "CertificateNotFound",
        () -> https(r -> r.certificates(c -> c.certificateArn(MISSING_CERTIFICATE))));
    refused("ValidationError", () -> https(r -> r.certificates(new Certificate[0])));
    refused("SSLPolicyNotFound", () -> https(r -> r.sslPolicy("ELBSecurityPolicy-2030-01")));
    refused(
        "ValidationError",
        () ->
            bed.listener(
                balancer,
                r -> r.sslPolicy("ELBSecurityPolicy-2016-08").defaultActions(notFound())));
  }

  @Test
  void theListOfCertificatesSaysWhichIsTheDefault() {
    String arn = https(r -> {});

    assertThat(bed.elb.describeListenerCertificates(r -> r.listenerArn(arn)).certificates())
        .containsExactly(
            Certificate.builder()
                .certificateArn(SandboxAccountIds.CERTIFICATE_ARN)
                .isDefault(true)
                .build());
    refused(
        "OperationNotPermitted",
        () ->
            bed.elb.removeListenerCertificates(
                r ->
                    r.listenerArn(arn)
                        .certificates(c -> c.certificateArn(SandboxAccountIds.CERTIFICATE_ARN))));
    refused(
        "CertificateNotFound",
        () ->
            bed.elb.addListenerCertificates(
                r -> r.listenerArn(arn).certificates(c -> c.certificateArn(MISSING_CERTIFICATE))));
  }

  @Test
  void turningHttpsOffDropsPolicyAndCertificateAndTurningItOnNeedsThem() {
    String arn = https(r -> {});

    bed.elb.modifyListener(r -> r.listenerArn(arn).protocol(ProtocolEnum.HTTP));
    assertThat(described(arn).sslPolicy()).isNull();
    assertThat(described(arn).certificates()).isEmpty();

    refused(
        "ValidationError",
        () -> bed.elb.modifyListener(r -> r.listenerArn(arn).protocol(ProtocolEnum.HTTPS)));
  }

  @Test
  void aModificationReplacesActionsWholeAndLeavesTheRest() {
    String arn = https(r -> r.defaultActions(forward(group)));

    bed.elb.modifyListener(r -> r.listenerArn(arn).defaultActions(notFound()));

    Listener after = described(arn);
    assertThat(after.defaultActions())
        .extracting(Action::type)
        .containsExactly(ActionTypeEnum.FIXED_RESPONSE);
    assertThat(after.port()).isEqualTo(443);
    assertThat(after.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
  }

  @Test
  void attributesDependOnTheProtocol() {
    String plain = bed.listener(balancer, notFound());
    String tls = https(r -> {});

    assertThat(attributes(plain)).contains("routing.http.response.server.enabled").hasSize(11);
    assertThat(attributes(tls)).hasSize(19);
    refused(
        "ValidationError",
        () ->
            bed.elb.modifyListenerAttributes(
                r ->
                    r.listenerArn(plain)
                        .attributes(
                            a ->
                                a.key("routing.http.request.x_amzn_tls_version.header_name")
                                    .value("x"))));
  }

  @Test
  void aJwtIsValidatedBeforeTheOneActionThatRoutes() {
    String arn = https(r -> r.defaultActions(jwt("https://idp.example.com/keys"), forward(group)));

    assertThat(described(arn).defaultActions())
        .extracting(Action::type)
        .containsExactly(ActionTypeEnum.JWT_VALIDATION, ActionTypeEnum.FORWARD);
    assertThat(described(arn).defaultActions().get(0).jwtValidationConfig().issuer())
        .isEqualTo("https://idp.example.com");
  }

  @Test
  void authenticationNeedsHttpsAndARouteBehindIt() {
    Action jwt = jwt("https://idp.example.com/keys");

    refused("InvalidLoadBalancerAction", () -> bed.listener(balancer, jwt, forward(group)));
    refused("InvalidLoadBalancerAction", () -> https(r -> r.defaultActions(jwt)));
    refused("TooManyActions", () -> https(r -> r.defaultActions(forward(group), notFound())));
    refused(
        "ValidationError",
        () -> https(r -> r.defaultActions(jwt("http://idp.example.com/keys"), forward(group))));
  }

  @Test
  void theSecretOfAnOidcClientIsNeverShown() {
    Action oidc =
        Action.builder()
            .type(ActionTypeEnum.AUTHENTICATE_OIDC)
            .authenticateOidcConfig(
                c ->
                    c.issuer("https://idp.example.com")
                        .authorizationEndpoint("https://idp.example.com/authorize")
                        .tokenEndpoint("https://idp.example.com/token")
                        .userInfoEndpoint("https://idp.example.com/userinfo")
                        .clientId("purple")
                        .clientSecret("not-a-real-secret"))
            .build();

    Action shown =
        described(https(r -> r.defaultActions(oidc, forward(group)))).defaultActions().get(0);

    assertThat(shown.authenticateOidcConfig().clientSecret()).isNull();
    assertThat(shown.authenticateOidcConfig().scope()).isEqualTo("openid");
    assertThat(shown.authenticateOidcConfig().sessionTimeout()).isEqualTo(604_800);
  }

  @Test
  void listenersAreDescribedByBalancerOrByArn() {
    String arn = bed.listener(balancer, notFound());

    assertThat(bed.elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners())
        .extracting(Listener::listenerArn)
        .containsExactly(arn);
    refused("ListenerNotFound", () -> described(arn + "0"));
    refused("ValidationError", () -> bed.elb.describeListeners(r -> {}));
  }

  private String https(Consumer<CreateListenerRequest.Builder> more) {
    return bed.listener(
        balancer,
        request -> {
          request
              .protocol(ProtocolEnum.HTTPS)
              .port(443)
              .certificates(c -> c.certificateArn(SandboxAccountIds.CERTIFICATE_ARN))
              .defaultActions(notFound());
          more.accept(request);
        });
  }

  private static Action redirect(Consumer<RedirectActionConfig.Builder> more) {
    RedirectActionConfig.Builder config = RedirectActionConfig.builder().statusCode("HTTP_301");
    more.accept(config);
    return Action.builder().type(ActionTypeEnum.REDIRECT).redirectConfig(config.build()).build();
  }

  private static Action jwt(String jwksEndpoint) {
    return Action.builder()
        .type(ActionTypeEnum.JWT_VALIDATION)
        .jwtValidationConfig(c -> c.jwksEndpoint(jwksEndpoint).issuer("https://idp.example.com"))
        .build();
  }

  private List<String> attributes(String arn) {
    return bed.elb.describeListenerAttributes(r -> r.listenerArn(arn)).attributes().stream()
        .map(ListenerAttribute::key)
        .toList();
  }

  private Listener described(String arn) {
    return bed.elb.describeListeners(r -> r.listenerArns(arn)).listeners().get(0);
  }
}
