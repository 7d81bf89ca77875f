package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.mcp.Outcome;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Ready means that a client was served: real MCP sessions through the sandbox's load balancer. */
class EndpointTest {
  private static final String BALANCED = Yaml.withLoadBalancer("acme");
  private static final String VERIFIED = "EndpointVerified";

  @Test
  void the_first_ready_comes_after_a_session_and_tells_what_it_found() {
    try (World world = World.empty().probing().desire(BALANCED).converge()) {
      assertThat(world.mcpSessions()).hasSize(1);
      Outcome.Served served = (Outcome.Served) world.mcpSessions().get(0);
      assertThat(served.tools()).contains("purple_ai").hasSize(22);
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
      assertThat(verified(world).message())
          .contains("Purple AI MCP Server (sandbox) 0.6.0")
          .contains("lists 22 tools")
          .contains("394 days left");
      assertThat(world.journal().of(EventType.DEPLOYMENT_READY))
          .singleElement()
          .satisfies(event -> assertThat(event.message()).contains("lists 22 tools"));
    }
  }

  @Test
  void a_converged_deployment_is_asked_at_the_interval_and_without_a_word() {
    try (World world = World.empty().probing().desire(BALANCED).converge()) {
      world.forget().passes(4);
      assertThat(world.mcpSessions()).hasSize(1);
      world.passes(4);
      assertThat(world.mcpSessions()).hasSize(2);
      assertThat(world.journal().all()).isEmpty();
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void each_rollout_is_asked_anew_before_the_deployment_is_ready_again() {
    try (World world = World.empty().probing().desire(BALANCED).converge()) {
      world.forget();
      world
          .person()
          .ecs()
          .updateService(
              r -> r.cluster("purple-mcp-cluster").service("acme").forceNewDeployment(true));
      world.passes(1).converge();
      assertThat(world.mcpSessions()).hasSize(2);
    }
  }

  @Test
  void a_client_that_gets_no_MCP_degrades_the_deployment_once_that_is_confirmed() {
    String left = BALANCED + "  policy: {drift: Alert}\n";
    try (World world = World.empty().probing().desire(left).converge()) {
      world.forget();
      String rule = intercept(world, "503");
      world.until(() -> degraded(world));

      assertThat(world.status("acme").is(Condition.DEGRADED)).isTrue();
      assertThat(verified(world).reason()).isEqualTo("EndpointFailing");
      assertThat(verified(world).message()).contains("HTTP 503");
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).hasSize(1);

      world.person().elasticLoadBalancing().deleteRule(r -> r.ruleArn(rule));
      world.run(Duration.ofMinutes(6));
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void one_failing_attempt_alone_says_nothing() {
    String left = BALANCED + "  policy: {drift: Alert}\n";
    try (World world = World.empty().probing().desire(left).converge()) {
      world.forget();
      String rule = intercept(world, "503");
      world.until(() -> world.mcpSessions().stream().anyMatch(Outcome.Failing.class::isInstance));
      world.person().elasticLoadBalancing().deleteRule(r -> r.ruleArn(rule));
      int before = world.mcpSessions().size();
      world.until(() -> world.mcpSessions().size() > before);
      world.passes(1);

      assertThat(world.mcpSessions()).filteredOn(Outcome.Failing.class::isInstance).hasSize(1);
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).isEmpty();
    }
  }

  @Test
  void a_certificate_that_is_for_another_name_is_refused() {
    String other =
        BALANCED + "  policy: {drift: Alert}\n" + "  verification: {hostName: mcp.example.org}\n";
    try (World world = World.empty().probing().desire(BALANCED).converge()) {
      world
          .person()
          .elasticLoadBalancing()
          .createRule(
              r ->
                  r.listenerArn(listener(world))
                      .priority(1)
                      .conditions(
                          RuleCondition.builder()
                              .field("host-header")
                              .hostHeaderConfig(c -> c.values("mcp.example.org"))
                              .build())
                      .actions(
                          Action.builder()
                              .type(ActionTypeEnum.FIXED_RESPONSE)
                              .fixedResponseConfig(c -> c.statusCode("200"))
                              .build()));
      world.desire(other).until(() -> degraded(world));

      assertThat(verified(world).reason()).isEqualTo("EndpointFailing");
      assertThat(verified(world).message())
          .contains("the certificate at mcp.example.org is not accepted")
          .contains("and not for mcp.example.org");
    }
  }

  @Test
  void a_tool_that_is_expected_and_not_listed_is_named() {
    String yaml = BALANCED + "  verification: {expectedTools: [purple_ai, make_tea]}\n";
    try (World world = World.empty().probing().desire(yaml)) {
      world.until(() -> degraded(world));
      assertThat(verified(world).reason()).isEqualTo("ToolsMissing");
      assertThat(verified(world).message()).contains("make_tea").doesNotContain("not purple_ai");
    }
  }

  @Test
  void an_endpoint_that_cannot_be_reached_is_no_failure_and_is_told_once() {
    String yaml = BALANCED.replace("allowedCidrs: [10.0.0.0/8]", "allowedCidrs: [192.168.7.0/24]");
    try (World world = World.empty().probing().desire(yaml).converge()) {
      assertThat(verified(world).status()).isEqualTo(Condition.Status.Unknown);
      assertThat(verified(world).reason()).isEqualTo("EndpointUnreachable");
      assertThat(world.journal().of(EventType.NOTICE))
          .filteredOn(event -> event.field("reason").equals("EndpointUnreachable"))
          .hasSize(1);
      world.forget().passes(10);
      assertThat(world.journal().all()).isEmpty();
    }
  }

  @Test
  void the_host_name_that_people_use_is_asked_and_one_that_leads_elsewhere_is_unreachable() {
    String good = BALANCED + "  verification: {hostName: purple-mcp.example.com}\n";
    try (World world = World.empty().probing().desire(good).converge()) {
      assertThat(verified(world).message()).contains("https://purple-mcp.example.com/mcp");
      assertThat(world.status("acme").endpoint()).contains("https://purple-mcp.example.com/mcp");

      world.desire(good.replace("purple-mcp.example.com", "mcp.example.org"));
      world.until(() -> verified(world).reason().equals("EndpointUnreachable"));
      assertThat(verified(world).message()).contains("https://mcp.example.org/mcp");
    }
  }

  @Test
  void a_certificate_that_ends_soon_is_told_of_with_its_date() {
    String yaml = BALANCED + "  verification: {certificateWarningDays: 365}\n";
    try (World world = World.empty().probing().desire(yaml).converge()) {
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
      world.wait(Duration.ofDays(31)).passes(2);
      assertThat(verified(world).reason()).isEqualTo("CertificateExpiring");
      assertThat(verified(world).message()).contains("2027-02-14");
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void nothing_is_asked_where_verification_is_off_or_only_a_plan_is_made() {
    String off = BALANCED + "  verification: {endpoint: Off}\n";
    try (World world = World.empty().probing().desire(off).converge()) {
      world.desire(BALANCED);
      world.plan();
      assertThat(world.mcpSessions()).isEmpty();
      assertThat(world.status("acme").condition(VERIFIED)).isEmpty();
    }
  }

  @Test
  void a_plain_service_has_no_endpoint_and_says_so_once() {
    try (World world = World.empty().probing().desire(Yaml.minimal("acme")).converge()) {
      assertThat(verified(world).status()).isEqualTo(Condition.Status.Unknown);
      assertThat(verified(world).reason()).isEqualTo("EndpointAbsent");
      assertThat(world.mcpSessions()).isEmpty();
    }
  }

  @Test
  void no_word_of_the_secret_is_sent_or_kept() {
    try (World world = World.empty().secret("purple-mcp/acme").probing()) {
      world.desire(BALANCED.replace(SandboxAccountIds.SECRET_NAME, "purple-mcp/acme")).converge();
      assertThat(world.mcpSessions().toString()).doesNotContain("token-of-purple-mcp/acme");
    }
  }

  /** The load balancer itself answers on the server's path. */
  private static String intercept(World world, String status) {
    return world
        .person()
        .elasticLoadBalancing()
        .createRule(
            r ->
                r.listenerArn(listener(world))
                    .priority(1)
                    .conditions(
                        RuleCondition.builder()
                            .field("path-pattern")
                            .pathPatternConfig(c -> c.values("/mcp*"))
                            .build())
                    .actions(
                        Action.builder()
                            .type(ActionTypeEnum.FIXED_RESPONSE)
                            .fixedResponseConfig(
                                c -> c.statusCode(status).contentType("text/plain"))
                            .build()))
        .rules()
        .get(0)
        .ruleArn();
  }

  private static String listener(World world) {
    var elb = world.person().elasticLoadBalancing();
    String balancer = elb.describeLoadBalancers(r -> {}).loadBalancers().get(0).loadBalancerArn();
    return elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners().stream()
        .filter(listener -> listener.port() == 443)
        .findFirst()
        .orElseThrow()
        .listenerArn();
  }

  private static boolean degraded(World world) {
    return world.board().find("acme").filter(s -> s.is(Condition.DEGRADED)).isPresent();
  }

  private static Condition verified(World world) {
    return world.status("acme").condition(VERIFIED).orElseThrow();
  }
}
