package io.purplemcp.operator.sandbox.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.testing.LoadBalancerClient;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What clients of a sandbox's load balancer see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataPlaneTest {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
       "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
      """;
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
  private static final String BOTH = "application/json, text/event-stream";

  private World world;
  private LoadBalancerClient client;
  private String url;

  @BeforeAll
  void serve() {
    world = World.empty().desire(Yaml.withLoadBalancer("acme")).converge();
    client = new LoadBalancerClient(world.sandbox(), world.clock().instant());
    url = "https://" + LoadBalancerClient.dnsName(world.sandbox(), 443);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  /** The load balancer's name is not in its certificate, as on AWS; the certificate's own is. */
  private String named() {
    return "https://purple-mcp.example.com";
  }

  @Test
  void the_stand_in_of_the_server_answers_health_checks_and_nothing_else_without_MCP() {
    HttpResponse<String> health = client.get(named() + "/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(client.get(named() + "/").statusCode()).isEqualTo(404);
    assertThat(client.get(named() + "/mcp").statusCode()).isEqualTo(405);
  }

  @Test
  void a_client_initializes_and_lists_the_vendors_tools() {
    JsonNode begun = json(post(INITIALIZE, "application/json"));
    assertThat(begun.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
    assertThat(begun.at("/result/serverInfo/version").asText()).isEqualTo("0.6.0");
    assertThat(json(post(LIST, "application/json")).at("/result/tools").findValuesAsText("name"))
        .contains("purple_ai", "powerquery", "get_vulnerability_history", "search_inventory_items")
        .hasSize(22);
  }

  @Test
  void a_client_that_takes_events_gets_them() {
    HttpResponse<String> events = post(LIST, BOTH);
    assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(events.body()).startsWith("event: message\ndata: {").endsWith("}\n\n");
    assertThat(post(LIST, "text/html").statusCode()).isEqualTo(406);
  }

  @Test
  void notifications_are_accepted_and_unknown_methods_are_errors_of_the_protocol() {
    assertThat(
            post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", BOTH)
                .statusCode())
        .isEqualTo(202);
    assertThat(code("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/make\"}")).isEqualTo(-32601);
    assertThat(code("{\"jsonrpc\":\"2.0\"")).isEqualTo(-32700);
    assertThat(code("[]")).isEqualTo(-32600);
  }

  @Test
  void the_name_of_the_load_balancer_is_not_in_its_certificate() {
    assertThatThrownBy(() -> client.get(url + "/health"))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
  }

  @Test
  void a_security_group_that_lets_nobody_in_cuts_the_clients_off() {
    String group = balancerGroup();
    var rules =
        aws()
            .ec2()
            .describeSecurityGroupRules(r -> r.filters(f -> f.name("group-id").values(group)))
            .securityGroupRules()
            .stream()
            .filter(rule -> !rule.isEgress())
            .toList();
    aws()
        .ec2()
        .revokeSecurityGroupIngress(
            r ->
                r.groupId(group)
                    .securityGroupRuleIds(
                        rules.stream().map(rule -> rule.securityGroupRuleId()).toList()));
    try {
      assertThatThrownBy(() -> client.get(named() + "/health")).hasMessageContaining("504");
    } finally {
      rules.forEach(
          rule ->
              aws()
                  .ec2()
                  .authorizeSecurityGroupIngress(
                      r ->
                          r.groupId(group)
                              .ipPermissions(
                                  p ->
                                      p.ipProtocol("tcp")
                                          .fromPort(rule.fromPort())
                                          .toPort(rule.toPort())
                                          .ipRanges(c -> c.cidrIp(rule.cidrIpv4())))));
    }
    assertThat(client.get(named() + "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void rules_are_asked_in_the_order_of_their_priority_before_the_default_action() {
    String listener = listener().listenerArn();
    String late = fixed(listener, 20, "/two*", "late");
    String early = fixed(listener, 10, "/two*", "early");
    try {
      assertThat(client.get(named() + "/two/steps").body()).isEqualTo("early");
      assertThat(client.get(named() + "/health").statusCode()).isEqualTo(200);
    } finally {
      aws().elasticLoadBalancing().deleteRule(r -> r.ruleArn(late));
      aws().elasticLoadBalancing().deleteRule(r -> r.ruleArn(early));
    }
  }

  @Test
  void a_rule_for_a_host_sees_what_the_client_asked_for() {
    String rule =
        aws()
            .elasticLoadBalancing()
            .createRule(
                r ->
                    r.listenerArn(listener().listenerArn())
                        .priority(5)
                        .conditions(
                            RuleCondition.builder()
                                .field("host-header")
                                .hostHeaderConfig(c -> c.values("*.example.com"))
                                .build())
                        .actions(
                            Action.builder()
                                .type(ActionTypeEnum.REDIRECT)
                                .redirectConfig(
                                    c -> c.host("elsewhere.example.net").statusCode("HTTP_302"))
                                .build()))
            .rules()
            .get(0)
            .ruleArn();
    try {
      HttpResponse<String> moved = client.get(named() + "/mcp?a=b");
      assertThat(moved.statusCode()).isEqualTo(302);
      assertThat(moved.headers().firstValue("Location"))
          .contains("https://elsewhere.example.net/mcp?a=b");
    } finally {
      aws().elasticLoadBalancing().deleteRule(r -> r.ruleArn(rule));
    }
  }

  @Test
  void without_a_registered_target_there_is_no_service() {
    aws().ecs().updateService(r -> r.cluster("purple-mcp-cluster").service("acme").desiredCount(0));
    try {
      world.wait(Duration.ofMinutes(10));
      assertThat(client.get(named() + "/health").statusCode()).isEqualTo(503);
    } finally {
      aws()
          .ecs()
          .updateService(r -> r.cluster("purple-mcp-cluster").service("acme").desiredCount(1));
      world.wait(Duration.ofMinutes(10));
    }
    assertThat(client.get(named() + "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void a_name_that_no_load_balancer_has_leads_nowhere() {
    assertThatThrownBy(() -> client.get("https://www.example.org/")).hasMessageContaining("502");
  }

  private String fixed(String listener, int priority, String path, String text) {
    return aws()
        .elasticLoadBalancing()
        .createRule(
            r ->
                r.listenerArn(listener)
                    .priority(priority)
                    .conditions(
                        RuleCondition.builder()
                            .field("path-pattern")
                            .pathPatternConfig(c -> c.values(path))
                            .build())
                    .actions(
                        Action.builder()
                            .type(ActionTypeEnum.FIXED_RESPONSE)
                            .fixedResponseConfig(
                                c ->
                                    c.statusCode("200").contentType("text/plain").messageBody(text))
                            .build()))
        .rules()
        .get(0)
        .ruleArn();
  }

  private Listener listener() {
    String balancer =
        aws()
            .elasticLoadBalancing()
            .describeLoadBalancers(r -> {})
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    return aws()
        .elasticLoadBalancing()
        .describeListeners(r -> r.loadBalancerArn(balancer))
        .listeners()
        .stream()
        .filter(listener -> listener.port() == 443)
        .findFirst()
        .orElseThrow();
  }

  private String balancerGroup() {
    return aws()
        .elasticLoadBalancing()
        .describeLoadBalancers(r -> {})
        .loadBalancers()
        .get(0)
        .securityGroups()
        .get(0);
  }

  private AwsClients aws() {
    return world.person();
  }

  private HttpResponse<String> post(String body, String accept) {
    return client.post(
        named() + "/mcp", body, "Content-Type", "application/json", "Accept", accept);
  }

  private int code(String message) {
    return json(post(message, "application/json")).at("/error/code").asInt();
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (JsonProcessingException broken) {
      throw new AssertionError(response.body(), broken);
    }
  }
}
