package io.purplemcp.operator.sandbox.waf;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.LoadBalancerClient;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** What a web ACL does to the requests that arrive at its load balancer. */
class FirewallTest {
  private static final String TOKEN = "a-token-of-the-clients-".repeat(2);
  private static final String HEALTH = "https://purple-mcp.example.com/health";
  private static final int LIMIT = 12;
  private static final String GUARDED =
      Yaml.withLoadBalancer("acme")
          + "    authentication:\n"
          + "      type: bearer\n"
          + "      bearer: {secretName: clients, requestsPerFiveMinutes: "
          + LIMIT
          + "}\n"
          + "  policy: {drift: Alert}\n";

  private World world;
  private LoadBalancerClient client;

  @BeforeEach
  void serve() {
    world = World.empty().clientsToken("clients", TOKEN).desire(GUARDED).converge();
    client = new LoadBalancerClient(world.sandbox(), world.clock().instant());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void who_has_the_token_passes_and_every_other_is_answered_as_the_web_acl_says() {
    assertThat(with("Bearer " + TOKEN).statusCode()).isEqualTo(200);
    HttpResponse<String> stranger = client.get(HEALTH);
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(stranger.body()).isEmpty();
  }

  @Test
  void the_header_is_compared_as_a_whole_and_letter_by_letter() {
    for (String wrong :
        new String[] {
          TOKEN,
          "Bearer " + TOKEN + "x",
          "Bearer " + TOKEN.substring(1),
          "bearer " + TOKEN,
          "Bearer " + TOKEN.toUpperCase(java.util.Locale.ROOT),
          "Basic x, Bearer " + TOKEN
        }) {
      assertThat(with(wrong).statusCode()).as(wrong).isEqualTo(401);
    }
  }

  @Test
  void an_address_that_asks_too_often_is_stopped_whatever_it_sends_until_the_window_is_over() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(with("Bearer guess-" + i).statusCode()).isEqualTo(401);
    }
    assertThat(with("Bearer guess").statusCode()).isEqualTo(429);
    assertThat(with("Bearer " + TOKEN).statusCode()).isEqualTo(429);
    world.wait(Duration.ofMinutes(6));
    assertThat(with("Bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  void a_rule_that_only_counts_stops_nobody() {
    change(
        rule ->
            rule.statement().rateBasedStatement() == null
                ? rule
                : rule.toBuilder().action(action -> action.count(count -> {})).build());
    for (int i = 0; i < 2 * LIMIT; i++) {
      assertThat(with("Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void health_checks_do_not_pass_through_it_and_targets_stay_healthy() {
    Handmade hand = new Handmade(world.person(), "acme");
    world
        .person()
        .waf()
        .associateWebACL(
            r -> r.resourceArn(hand.loadBalancer()).webACLArn(SandboxAccountIds.WEB_ACL_ARN));
    world.wait(Duration.ofMinutes(10));
    assertThat(with("Bearer " + TOKEN).statusCode()).isEqualTo(403);
    assertThat(
            hand.elb()
                .describeTargetHealth(r -> r.targetGroupArn(hand.targetGroup()))
                .targetHealthDescriptions())
        .isNotEmpty()
        .allSatisfy(
            target -> assertThat(target.targetHealth().stateAsString()).isEqualTo("healthy"));
  }

  private HttpResponse<String> with(String authorization) {
    return client.get(HEALTH, "Authorization", authorization);
  }

  private void change(java.util.function.UnaryOperator<Rule> change) {
    var waf = world.person().waf();
    String id =
        waf.listWebACLs(r -> r.scope(Scope.REGIONAL)).webACLs().stream()
            .filter(summary -> summary.name().equals("purple-mcp-acme"))
            .findFirst()
            .orElseThrow()
            .id();
    var live = waf.getWebACL(r -> r.name("purple-mcp-acme").id(id).scope(Scope.REGIONAL));
    WebACL acl = live.webACL();
    waf.updateWebACL(
        r ->
            r.name(acl.name())
                .id(id)
                .scope(Scope.REGIONAL)
                .lockToken(live.lockToken())
                .defaultAction(acl.defaultAction())
                .rules(acl.rules().stream().map(change).toList())
                .visibilityConfig(acl.visibilityConfig()));
  }
}
