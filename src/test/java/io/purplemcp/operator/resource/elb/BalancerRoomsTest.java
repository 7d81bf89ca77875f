package io.purplemcp.operator.resource.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Source;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.TargetGroupSpec;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Bed;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Examples;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.ecs.ServiceReadings;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Target group, load balancer and listeners over HTTP. */
final class BalancerRoomsTest {
  private final PurpleMcpDeployment acme = acme(8000, TargetGroupSpec.DEFAULT, null, Map.of());
  private final Bed bed =
      new Bed(
          List.of(
              new TagIndex(),
              new TargetGroups(),
              new LoadBalancers(),
              new Listeners(),
              new ListenerRules(),
              new ServiceReadings()));

  private static PurpleMcpDeployment acme(
      int port, TargetGroupSpec group, PolicySpec policy, Map<String, String> labels) {
    return acme(port, group, policy, labels, LoadBalancerSpec.Scheme.INTERNAL, true);
  }

  private static PurpleMcpDeployment acme(
      int port,
      TargetGroupSpec group,
      PolicySpec policy,
      Map<String, String> labels,
      LoadBalancerSpec.Scheme scheme,
      boolean redirect) {
    var balancer =
        new LoadBalancerSpec(
            Optional.empty(),
            scheme,
            List.of(SandboxAccountIds.PRIVATE_SUBNET_A, SandboxAccountIds.PRIVATE_SUBNET_B),
            SandboxAccountIds.CERTIFICATE_ARN,
            null,
            null,
            null,
            List.of("10.0.0.0/8"),
            redirect,
            null,
            null,
            List.of(SandboxAccountIds.DEFAULT_SECURITY_GROUP),
            group,
            null,
            null);
    return new PurpleMcpDeployment(
        new Metadata(Examples.NAME, labels),
        new Spec(
            new TargetSpec(Examples.REGION, null, null, null),
            null,
            null,
            new ConsoleSpec(Optional.of("purple-mcp/acme"), null, false, null),
            new ServerSpec(Map.of(), port),
            null,
            null,
            new NetworkSpec(
                SandboxAccountIds.VPC,
                List.of(SandboxAccountIds.PUBLIC_SUBNET_A),
                true,
                null,
                null,
                null),
            Optional.of(balancer),
            null,
            null,
            null,
            null,
            policy),
        new Source("acme.yaml", 1));
  }

  private static PurpleMcpDeployment named(String targetGroup, int port) {
    return acme(
        port,
        new TargetGroupSpec(Optional.of(targetGroup), null, null, null, null, null, null),
        null,
        Map.of());
  }

  @BeforeEach
  void converged() {
    bed.converge(acme);
    bed.sandbox().forgetCalls();
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private ElasticLoadBalancingV2Client elb() {
    return bed.clients(acme).elasticLoadBalancing();
  }

  private LoadBalancer balancer() {
    return elb().describeLoadBalancers(request -> request.names("acme")).loadBalancers().get(0);
  }

  private Listener listener(int port) {
    return elb()
        .describeListeners(request -> request.loadBalancerArn(balancer().loadBalancerArn()))
        .listeners()
        .stream()
        .filter(listener -> listener.port() == port)
        .findFirst()
        .orElseThrow();
  }

  private List<TargetGroup> groups() {
    return elb().describeTargetGroups(request -> {}).targetGroups();
  }

  @Test
  void whatWasMadeIsWhatTheChecklistAsksFor() {
    var attributes =
        elb()
            .describeLoadBalancerAttributes(
                request -> request.loadBalancerArn(balancer().loadBalancerArn()))
            .attributes();
    assertThat(attributes)
        .anyMatch(
            each ->
                each.key().equals("idle_timeout.timeout_seconds") && each.value().equals("300"));
    assertThat(groups())
        .singleElement()
        .matches(group -> group.healthCheckPath().equals("/health"));
    assertThat(listener(443).sslPolicy()).isEqualTo(LoadBalancerSpec.DEFAULT_SSL_POLICY);
    assertThat(listener(443).defaultActions().get(0).targetGroupArn())
        .isEqualTo(groups().get(0).targetGroupArn());
    assertThat(listener(80).defaultActions().get(0).type()).isEqualTo(ActionTypeEnum.REDIRECT);
  }

  @Test
  void X01_convergedMeansQuiet() {
    bed.pass(acme);
    bed.restart().pass(acme);

    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void X24_aSteadyStateCostsThreeCallsForADeploymentAndThreeForTheTarget() {
    bed.deep(false).pass(acme);

    assertThat(bed.calls())
        .containsExactlyInAnyOrder(
            "tagging:GetResources",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeListeners",
            "ecs:DescribeServices");
  }

  @Test
  void LB07_anIdleTimeoutThatWasLoweredIsOneDifferenceAndComesBack() {
    elb()
        .modifyLoadBalancerAttributes(
            request ->
                request
                    .loadBalancerArn(balancer().loadBalancerArn())
                    .attributes(each -> each.key("idle_timeout.timeout_seconds").value("60")));

    assertThat(bed.plan(acme).differences())
        .containsExactly(
            new Difference(
                "attributes[idle_timeout.timeout_seconds]", Value.of(300), Value.of(60)));
    bed.converge(acme);
    assertThat(bed.plan(acme).changes()).isEmpty();
  }

  @Test
  void everyHealthCheckFieldThatWasChangedIsOneDifferenceAndComesBack() {
    elb()
        .modifyTargetGroup(
            request ->
                request
                    .targetGroupArn(groups().get(0).targetGroupArn())
                    .healthCheckPath("/mcp")
                    .healthCheckIntervalSeconds(60)
                    .healthyThresholdCount(9)
                    .matcher(matcher -> matcher.httpCode("200-499")));

    assertThat(bed.plan(acme).differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "HealthCheckPath",
            "HealthCheckIntervalSeconds",
            "HealthyThresholdCount",
            "Matcher.HttpCode");
    bed.converge(acme);
    assertThat(bed.mutations()).contains("elasticloadbalancing:ModifyTargetGroup");
    assertThat(bed.plan(acme).changes()).isEmpty();
  }

  @Test
  void whatWasAddedToOurLoadBalancerByHandIsRemoved() {
    String group = groups().get(0).targetGroupArn();
    elb()
        .createListener(
            request ->
                request
                    .loadBalancerArn(balancer().loadBalancerArn())
                    .port(8080)
                    .protocol(ProtocolEnum.HTTP)
                    .defaultActions(
                        action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));
    elb()
        .createRule(
            request ->
                request
                    .listenerArn(listener(443).listenerArn())
                    .priority(1)
                    .conditions(
                        condition ->
                            condition
                                .field("path-pattern")
                                .pathPatternConfig(path -> path.values("/backdoor")))
                    .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));

    Bed.Pass plan = bed.plan(acme);
    bed.converge(acme);

    assertThat(plan.differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder("Port", "Rules[1]");
    assertThat(bed.mutations())
        .containsExactlyInAnyOrder(
            "elasticloadbalancing:CreateListener",
            "elasticloadbalancing:CreateRule",
            "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:DeleteRule");
  }

  @Test
  void aListenerThatWasRepointedOrWeakenedComesBack() {
    elb()
        .modifyListener(
            request ->
                request
                    .listenerArn(listener(443).listenerArn())
                    .sslPolicy("ELBSecurityPolicy-2016-08")
                    .defaultActions(
                        action ->
                            action
                                .type(ActionTypeEnum.FIXED_RESPONSE)
                                .fixedResponseConfig(fixed -> fixed.statusCode("404"))));

    assertThat(bed.plan(acme).differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder("SslPolicy", "DefaultActions");
    bed.converge(acme);
    assertThat(bed.plan(acme).changes()).isEmpty();
  }

  @Test
  void X31_whatWasDeletedByHandComesBack() {
    elb().deleteListener(request -> request.listenerArn(listener(80).listenerArn()));
    bed.converge(acme);
    assertThat(listener(80)).isNotNull();

    elb().deleteLoadBalancer(request -> request.loadBalancerArn(balancer().loadBalancerArn()));
    bed.converge(acme);
    assertThat(listener(443)).isNotNull();
  }

  @Test
  void aTagThatWasRemovedComesBackAndForeignTagsStay() {
    String arn = balancer().loadBalancerArn();
    elb()
        .addTags(
            request -> request.resourceArns(arn).tags(tag -> tag.key("cost-centre").value("7")));
    elb().removeTags(request -> request.resourceArns(arn).tagKeys(Ownership.DEPLOYMENT));

    assertThat(bed.plan(acme).differences())
        .extracting(Difference::path)
        .containsExactly("tags[purplemcp.io/deployment]");
    bed.converge(acme);
    assertThat(
            elb()
                .describeTags(request -> request.resourceArns(arn))
                .tagDescriptions()
                .get(0)
                .tags())
        .anyMatch(tag -> tag.key().equals("cost-centre"));
  }

  @Test
  void LB01_anotherPortIsAnotherGroupAndTheOldOneGoesWhenNobodyUsesIt() {
    String old = groups().get(0).targetGroupArn();

    Bed.Pass last = bed.converge(acme(9000, TargetGroupSpec.DEFAULT, null, Map.of()));

    assertThat(last.findings()).isEmpty();
    assertThat(groups())
        .singleElement()
        .matches(group -> group.port() == 9000 && !group.targetGroupArn().equals(old));
    assertThat(bed.mutations())
        .containsSubsequence(
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:DeleteTargetGroup");
  }

  @Test
  void LB01_withADeclaredNameAPersonHasToDecide() {
    bed.converge(named("mine", 8000));
    bed.sandbox().forgetCalls();

    Bed.Pass pass = bed.pass(named("mine", 9000));

    assertThat(pass.reasons()).containsExactly(Reason.ReplacementRequired);
    assertThat(pass.findings().get(0).message()).contains("Port: 8000 -> 9000");
    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void anotherSchemeIsARefusedReplacement() {
    Bed.Pass pass =
        bed.pass(
            acme(
                8000,
                TargetGroupSpec.DEFAULT,
                null,
                Map.of(),
                LoadBalancerSpec.Scheme.INTERNET_FACING,
                true));

    assertThat(pass.reasons()).containsExactly(Reason.ReplacementRequired);
    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void aRedirectThatIsNoLongerDeclaredIsRemoved() {
    bed.converge(
        acme(
            8000,
            TargetGroupSpec.DEFAULT,
            null,
            Map.of(),
            LoadBalancerSpec.Scheme.INTERNAL,
            false));

    assertThat(bed.mutations()).containsExactly("elasticloadbalancing:DeleteListener");
  }

  @Test
  void aForeignLoadBalancerOfOurNameIsLeftAlone() {
    String arn = balancer().loadBalancerArn();
    elb()
        .removeTags(
            request ->
                request.resourceArns(arn).tagKeys(Ownership.DEPLOYMENT, Ownership.MANAGED_BY));
    bed.sandbox().forgetCalls();

    assertThat(bed.pass(acme).reasons()).contains(Reason.NotOwned);
    assertThat(bed.mutations()).isEmpty();
    var adopting =
        acme(
            8000,
            TargetGroupSpec.DEFAULT,
            new PolicySpec(null, null, PolicySpec.Adoption.Adopt, null, null),
            Map.of());
    assertThat(bed.converge(adopting).findings()).isEmpty();
    assertThat(balancer().loadBalancerArn()).isEqualTo(arn);
  }

  @Test
  void aProtectedLoadBalancerIsNotDeleted() {
    elb()
        .modifyLoadBalancerAttributes(
            request ->
                request
                    .loadBalancerArn(balancer().loadBalancerArn())
                    .attributes(each -> each.key("deletion_protection.enabled").value("true")));
    bed.sandbox().forgetCalls();

    assertThat(bed.retire(acme).reasons()).contains(Reason.DeletionHeld);
    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void SV11_teardownTakesTheLoadBalancerAndThenItsGroup() {
    for (int i = 0; i < 5; i++) {
      bed.retire(acme);
      bed.time().pass(Duration.ofSeconds(30));
    }

    assertThat(groups()).isEmpty();
    assertThat(bed.mutations())
        .containsExactly(
            "elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteTargetGroup");
  }
}
