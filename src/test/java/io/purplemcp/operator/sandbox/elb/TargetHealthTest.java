package io.purplemcp.operator.sandbox.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Health as a function of time: interval 30 s, five successes, two failures, 300 s of draining. */
class TargetHealthTest {
  private static final Instant START = Instant.parse("2026-01-15T08:00:00Z");
  private static final String GROUP = "group";
  private static final String IP = "172.31.0.10";
  private static final int PORT = 8000;
  private static final TargetBehaviour SERVING = TargetBehaviour.serving(PORT);

  private final Cloud cloud = new Cloud();
  private Instant now = START;

  @Test
  void aTargetOfAGroupThatNoListenerUsesIsUnused() {
    group("/health", "200");
    register(SERVING);

    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.UNUSED);
    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
  }

  @Test
  void itIsRegisteredWhileTheLoadBalancerIsProvisioned() {
    group("/health", "200");
    routed(Duration.ofSeconds(90));
    register(SERVING);

    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS);

    pass(90);
    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);

    pass(30);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
  }

  @Test
  void theFirstSuccessIsEnough() {
    served("/health", "200");
    register(SERVING);

    pass(29);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.INITIAL);
    pass(1);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
    assertThat(health().reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/health, 200,       HEALTHY",
    "/health, 200-299,   HEALTHY",
    "/health, '201,200', HEALTHY",
    "/health, 201,       UNHEALTHY",
    "/mcp,    200,       UNHEALTHY",
    "/mcp,    200-499,   HEALTHY"
  })
  void theAnswerToTheHealthChecksPathDecides(
      String path, String matcher, TargetHealthStateEnum expected) {
    served(path, matcher);
    register(SERVING);

    pass(60);

    assertThat(health().state()).isEqualTo(expected);
  }

  @Test
  void aWrongStatusIsNamed() {
    served("/mcp", "200");
    register(SERVING);

    pass(59);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.INITIAL);

    pass(1);
    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH);
    assertThat(health().description()).isEqualTo("Health checks failed with these codes: [404]");
  }

  @Test
  void aSecurityGroupThatLetsNobodyInIsATimeout() {
    served("/health", "200");
    register(SERVING.blocked());

    pass(60);

    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_TIMEOUT);
    assertThat(health().description()).isEqualTo("Request timed out");
  }

  @Test
  void aPortOnWhichNobodyListensFails() {
    served("/health", "200");
    register(TargetBehaviour.serving(9000));

    pass(60);

    assertThat(health().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
  }

  @Test
  void aChangedHealthCheckTakesItsTimeToChangeTheVerdict() {
    served("/health", "200");
    register(SERVING);
    pass(60);
    context()
        .table(ElbTables.TARGET_GROUPS)
        .change(GROUP, row -> row.checkedAs(model("/mcp", "200"), now));

    pass(59);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);

    pass(1);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.UNHEALTHY);
  }

  @Test
  void aDeregisteredTargetDrainsForTheGroupsDelayAndIsGone() {
    served("/health", "200");
    register(SERVING);
    pass(60);

    Targets.deregister(context(), GROUP, IP, PORT);
    pass(299);
    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.DRAINING);
    assertThat(health().reason())
        .isEqualTo(TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);

    pass(1);
    assertThat(Targets.in(context(), GROUP)).isEmpty();
  }

  @Test
  void aTargetThatIsRegisteredAgainWhileItDrainsIsCheckedAnew() {
    served("/health", "200");
    register(SERVING);
    pass(60);
    Targets.deregister(context(), GROUP, IP, PORT);
    pass(10);

    register(SERVING);

    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.INITIAL);
  }

  @Test
  void registeringTwiceDoesNotBeginAgain() {
    served("/health", "200");
    register(SERVING);
    pass(30);

    register(SERVING);

    assertThat(health().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
  }

  private void served(String path, String matcher) {
    group(path, matcher);
    routed(Duration.ZERO);
  }

  private void group(String path, String matcher) {
    context()
        .table(ElbTables.TARGET_GROUPS)
        .put(
            GROUP,
            new TargetGroupRow(
                model(path, matcher),
                AttributeCatalogue.targetGroup().defaults(),
                now,
                Optional.empty()));
  }

  private static TargetGroup model(String path, String matcher) {
    return TargetGroup.builder()
        .targetGroupArn(GROUP)
        .healthCheckPath(path)
        .healthCheckPort("traffic-port")
        .healthCheckIntervalSeconds(30)
        .healthyThresholdCount(5)
        .unhealthyThresholdCount(2)
        .matcher(m -> m.httpCode(matcher))
        .build();
  }

  private void routed(Duration provisioning) {
    LoadBalancer balancer = LoadBalancer.builder().loadBalancerArn("balancer").build();
    Listener listener =
        Listener.builder()
            .listenerArn("listener")
            .loadBalancerArn("balancer")
            .defaultActions(Action.builder().type("forward").targetGroupArn(GROUP).build())
            .build();
    context()
        .table(ElbTables.LOAD_BALANCERS)
        .put(
            "balancer", new LoadBalancerRow(balancer, Map.of(), now.plus(provisioning), List.of()));
    context()
        .table(ElbTables.LISTENERS)
        .put(
            "listener",
            new ListenerRow(
                listener,
                List.of(),
                Map.of(),
                "rule",
                Routes.since(listener.defaultActions(), Map.of(), now)));
  }

  private void register(TargetBehaviour behaviour) {
    Targets.register(context(), GROUP, IP, PORT, behaviour);
  }

  private TargetHealth health() {
    return Targets.health(context(), Targets.in(context(), GROUP).get(0));
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private Context context() {
    Scope scope = new Scope("111122223333", "us-east-1");
    return new Context(cloud, scope, now, new Ids(new Random(1)), "arn:aws:iam::111122223333:root");
  }
}
