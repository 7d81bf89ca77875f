package io.purplemcp.operator.desired.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.Written;
import io.purplemcp.operator.testing.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway and those that attach to it must agree upon. */
final class GatewayRulesTest {
  private static final String GATEWAY = Yaml.gateway("shared");
  private static final String ACME = Yaml.attached("acme", "shared");

  private static Written of(String... documents) {
    return Written.of(String.join("---\n", documents));
  }

  @Test
  void a_gateway_and_what_attaches_to_it_are_valid() {
    assertThat(of(GATEWAY, ACME, Yaml.attached("umbra", "shared")).state().declarations())
        .hasSize(3);
  }

  @Test
  void a_gateway_that_is_not_declared_is_told() {
    assertThat(of(GATEWAY, Yaml.attached("acme", "share")).problem())
        .contains(
            "spec.gateway.name: found \"share\"; there is no PurpleMcpGateway of this name;"
                + " declared: shared");
  }

  @Test
  void X08_a_gateway_is_not_taken_away_while_a_deployment_attaches_to_it() {
    assertThat(of(ACME).problem())
        .contains("A gateway goes only when its last deployment has gone");
  }

  @Test
  void a_host_name_belongs_to_one() {
    assertThat(
            of(GATEWAY, ACME, Yaml.attached("umbra", "shared").replace("umbra.", "acme."))
                .problem())
        .contains("spec.gateway.hostName", "belongs to the deployment acme");
  }

  @Test
  void a_gateway_is_in_the_same_account_region_and_vpc() {
    assertThat(of(GATEWAY, ACME.replace("region: us-east-1", "region: eu-west-1")).problem())
        .contains("lives in another account or region");
    assertThat(of(GATEWAY, ACME.replace("111122223333", "444455556666")).problem())
        .contains("lives in another account or region");
    assertThat(of(GATEWAY, ACME.replace("vpcId: vpc-0a1b2c3d4e5f60001", "vpcId: vpc-2")).problem())
        .contains("spec.network.vpcId", "tasks of its own VPC only");
  }

  @Test
  void there_is_one_way_in() {
    String both = ACME + Written.VALID.substring(Written.VALID.indexOf("  loadBalancer:"));

    assertThat(of(GATEWAY, both).problem()).contains("give either gateway or loadBalancer");
  }

  @Test
  void a_gateway_has_room_for_a_hundred() {
    List<String> documents = new ArrayList<>(List.of(GATEWAY));
    for (int i = 0; i < 101; i++) {
      documents.add(Yaml.attached("site-" + i, "shared"));
    }

    assertThat(of(documents.toArray(String[]::new)).problem())
        .contains("the gateway shared is full: a load balancer has at most 100 rules");
  }

  @Test
  void a_gateway_is_judged_as_a_load_balancer() {
    assertThat(
            of(GATEWAY
                    .replace("scheme: internal", "scheme: internet-facing")
                    .replace("[10.0.0.0/8]", "[0.0.0.0/0]"))
                .problem())
        .contains("spec.loadBalancer.allowedCidrs[0]", "anybody on the internet");
    assertThat(of(GATEWAY + "    targetGroup: {healthyThreshold: 3}\n").problem())
        .contains("spec.loadBalancer.targetGroup", "a target group of its own");
    assertThat(of(GATEWAY, Yaml.withLoadBalancer("shared")).lines())
        .anyMatch(line -> line.contains("belongs to the gateway shared"));
  }

  @Test
  void a_gateway_keeps_its_clients_token_apart_from_the_consoles() {
    String bearer = "    authentication: {type: bearer, bearer: {secretName: %s}}\n";
    assertThat(of(GATEWAY + bearer.formatted("clients"), ACME).state().declarations()).hasSize(2);
    assertThat(of(GATEWAY + bearer.formatted("purple-mcp/quickstart"), ACME).problem())
        .contains("spec.console", "keeps its clients' token in this secret");
    assertThat(of(GATEWAY + "    authentication: {type: bearer, bearer: {key: token}}\n").problem())
        .contains("spec.loadBalancer.authentication.bearer", "exactly one of secretName");
  }

  @Test
  void behind_a_gateway_the_host_name_is_the_attachments() {
    assertThat(of(GATEWAY, ACME + "  verification: {hostName: mcp.example.com}\n").problem())
        .contains("spec.verification.hostName", "clients ask for gateway.hostName");
  }

  @Test
  void a_host_name_is_a_full_one_in_lower_case() {
    for (String wrong : List.of("acme", "Acme.example.com", "*.example.com", "a..b", "a.-b.com")) {
      assertThat(
              of(GATEWAY, ACME.replace("acme.purple-mcp.example.com", "\"" + wrong + "\"")).lines())
          .as(wrong)
          .anyMatch(line -> line.contains("spec.gateway.hostName"));
    }
  }
}
