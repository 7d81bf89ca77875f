package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** NW01: a network in which tasks cannot work is told of before it hurts. */
class PreflightTest {
  private static final String ANYWHERE = "0.0.0.0/0";

  private final World world = World.empty();

  @AfterEach
  void close() {
    world.close();
  }

  private Ec2Client ec2() {
    return world.person().ec2();
  }

  private void breakRoute() {
    ec2()
        .deleteRoute(
            r ->
                r.routeTableId(SandboxAccountIds.PRIVATE_ROUTE_TABLE)
                    .destinationCidrBlock(ANYWHERE));
  }

  private void mendRoute() {
    ec2()
        .createRoute(
            r ->
                r.routeTableId(SandboxAccountIds.PRIVATE_ROUTE_TABLE)
                    .destinationCidrBlock(ANYWHERE)
                    .natGatewayId(SandboxAccountIds.NAT_GATEWAY));
  }

  private Condition network() {
    return world.status("acme").conditions().stream()
        .filter(condition -> condition.type().equals("NetworkReady"))
        .findFirst()
        .orElseThrow();
  }

  private static String warning(String yaml) {
    return yaml.replace("assignPublicIp: false", "assignPublicIp: false\n    preflight: Warn");
  }

  @Test
  void NW01_a_deleted_route_is_told_once_with_subnet_table_and_fix_and_is_well_when_it_is_back() {
    world
        .desire(Yaml.withLoadBalancer("acme").replace("10.0.0.0/8", SandboxAccountIds.VPC_CIDR))
        .converge()
        .passes(1)
        .forget();
    breakRoute();
    world.passes(3);
    assertThat(network().status()).isEqualTo(Condition.Status.False);
    assertThat(network().reason()).isEqualTo("NoRouteToInternet");
    assertThat(network().message())
        .contains(
            SandboxAccountIds.PRIVATE_SUBNET_A,
            SandboxAccountIds.PRIVATE_SUBNET_B,
            "the SentinelOne console",
            "Secrets Manager",
            "CloudWatch Logs",
            "Amazon ECR",
            "Add a route 0.0.0.0/0 to a NAT gateway to " + SandboxAccountIds.PRIVATE_ROUTE_TABLE);
    assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
        .singleElement()
        .satisfies(event -> assertThat(event.field("reason")).isEqualTo("NoRouteToInternet"));
    assertThat(world.writes()).isEmpty();
    mendRoute();
    world.passes(1);
    assertThat(network().status()).isEqualTo(Condition.Status.True);
    assertThat(world.status("acme").is(Condition.READY)).isTrue();
    assertThat(world.journal().of(EventType.DEPLOYMENT_READY)).hasSize(1);
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void NW01_nothing_is_made_before_the_network_works_and_everything_as_soon_as_it_does() {
    breakRoute();
    world.desire(Yaml.withLoadBalancer("acme")).run(Duration.ofMinutes(5));
    assertThat(world.writes()).isEmpty();
    assertThat(world.plan().get(0).isEmpty()).isFalse();
    mendRoute();
    world.converge();
    assertThat(network().reason()).isIn("NetworkReady", "NetworkUnknown");
  }

  @Test
  void what_is_declared_anew_waits_and_what_was_changed_by_hand_is_put_back() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(1);
    breakRoute();
    world
        .desire(Yaml.withLoadBalancer("acme").replace("team: soc", "team: noc"))
        .run(Duration.ofMinutes(3));
    String before = new Handmade(world.person(), "acme").service().taskDefinition();
    world.forget();
    String bigger =
        Yaml.withLoadBalancer("acme").replace("team: soc", "team: noc")
            + "  compute: {cpu: 1024, memory: 2048}\n";
    world.desire(bigger).run(Duration.ofMinutes(5));
    assertThat(new Handmade(world.person(), "acme").service().taskDefinition()).isEqualTo(before);
    assertThat(world.writes())
        .extracting(CallRecord::operation)
        .doesNotContain("UpdateService", "CreateService");
    new Handmade(world.person(), "acme").allow("alb", 22, ANYWHERE);
    world.passes(2);
    assertThat(world.writes())
        .extracting(CallRecord::operation)
        .contains("RevokeSecurityGroupIngress")
        .doesNotContain("UpdateService");
    mendRoute();
    world.converge();
    assertThat(new Handmade(world.person(), "acme").service().taskDefinition())
        .isNotEqualTo(before);
  }

  @Test
  void a_service_that_runs_is_left_running() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(1);
    breakRoute();
    world.forget().run(Duration.ofMinutes(10));
    assertThat(world.writes()).isEmpty();
    assertThat(new Handmade(world.person(), "acme").service().desiredCount()).isEqualTo(1);
  }

  @Test
  void with_Warn_it_is_told_once_and_goes_on() {
    world.desire(warning(Yaml.withLoadBalancer("acme"))).converge().passes(1).forget();
    breakRoute();
    world.passes(3);
    assertThat(network().status()).isEqualTo(Condition.Status.False);
    assertThat(world.status("acme").is(Condition.READY)).isTrue();
    assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).isEmpty();
    assertThat(world.journal().of(EventType.NOTICE))
        .extracting(event -> event.field("reason"))
        .containsExactly("NoRouteToInternet");
    mendRoute();
    world.passes(1);
    breakRoute();
    world.passes(1);
    assertThat(world.journal().of(EventType.NOTICE))
        .extracting(event -> event.field("reason"))
        .containsOnly("NoRouteToInternet", "NetworkUnknown");
    world
        .desire(warning(Yaml.withLoadBalancer("acme")) + "  compute: {cpu: 1024, memory: 2048}\n")
        .forget()
        .run(Duration.ofMinutes(2));
    assertThat(world.writes()).extracting(CallRecord::operation).contains("UpdateService");
  }

  @Test
  void a_deleted_NAT_gateway_is_a_black_hole() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(1);
    ec2().deleteNatGateway(r -> r.natGatewayId(SandboxAccountIds.NAT_GATEWAY));
    world.passes(1);
    assertThat(network().message())
        .contains(
            SandboxAccountIds.NAT_GATEWAY, "black hole", SandboxAccountIds.PRIVATE_ROUTE_TABLE);
  }

  @Test
  void NW01_a_public_subnet_needs_public_addresses() {
    world.desire(Yaml.minimal("acme") + "    assignPublicIp: false\n").run(Duration.ofMinutes(2));
    assertThat(world.writes()).isEmpty();
    assertThat(network().message())
        .contains("without a public address", "Set network.assignPublicIp: true");
  }

  @Test
  void an_endpoint_that_lets_nobody_in_harms_even_beside_a_NAT_gateway() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(1);
    String endpoint =
        ec2()
            .createVpcEndpoint(
                r ->
                    r.vpcId(SandboxAccountIds.VPC)
                        .vpcEndpointType("Interface")
                        .serviceName("com.amazonaws.us-east-1.secretsmanager")
                        .subnetIds(SandboxAccountIds.PRIVATE_SUBNET_A)
                        .securityGroupIds(SandboxAccountIds.DEFAULT_SECURITY_GROUP))
            .vpcEndpoint()
            .vpcEndpointId();
    // Other than routes, the network is remembered for ten minutes.
    world.passes(11);
    assertThat(network().reason()).isEqualTo("EndpointUnusable");
    assertThat(network().message())
        .contains(
            "Secrets Manager", endpoint, SandboxAccountIds.DEFAULT_SECURITY_GROUP, "Allow inbound");
    ec2()
        .authorizeSecurityGroupIngress(
            r ->
                r.groupId(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                    .ipPermissions(
                        p ->
                            p.ipProtocol("tcp")
                                .fromPort(443)
                                .toPort(443)
                                .ipRanges(range -> range.cidrIp(SandboxAccountIds.VPC_CIDR))));
    world.passes(1);
    assertThat(network().status()).isNotEqualTo(Condition.Status.False);
  }

  @Test
  void an_internet_facing_load_balancer_needs_public_subnets() {
    world
        .desire(
            Yaml.withLoadBalancer("acme")
                .replace("scheme: internal", "scheme: internet-facing")
                .replace("10.0.0.0/8", "198.51.100.0/24"))
        .run(Duration.ofMinutes(2));
    assertThat(world.writes()).isEmpty();
    assertThat(network().reason()).isEqualTo("LoadBalancerSubnetsInvalid");
    assertThat(network().message())
        .contains(
            SandboxAccountIds.PRIVATE_SUBNET_A,
            SandboxAccountIds.NAT_GATEWAY,
            "not to an internet gateway");
  }

  @Test
  void NW01_a_gateway_in_subnets_that_will_not_do_is_told_before_it_is_made() {
    String open =
        Yaml.gateway("shared")
            .replace("scheme: internal", "scheme: internet-facing")
            .replace("10.0.0.0/8", "198.51.100.0/24");
    world.desire(open).run(Duration.ofMinutes(2));
    assertThat(world.writes()).isEmpty();
    assertThat(gatewaysNetwork().reason()).isEqualTo("LoadBalancerSubnetsInvalid");
    assertThat(gatewaysNetwork().message())
        .contains(SandboxAccountIds.PRIVATE_SUBNET_A, "not to an internet gateway");

    String oneZone =
        Yaml.gateway("shared")
            .replace(SandboxAccountIds.PRIVATE_SUBNET_B, SandboxAccountIds.PUBLIC_SUBNET_A);
    world.desire(oneZone).run(Duration.ofMinutes(2));
    assertThat(world.writes()).isEmpty();
    assertThat(gatewaysNetwork().reason()).isEqualTo("SubnetsInvalid");
    assertThat(gatewaysNetwork().message()).contains("loadBalancer.subnets are all in us-east-1a");

    String good = Yaml.gateway("shared").replace("10.0.0.0/8", SandboxAccountIds.VPC_CIDR);
    world.desire(good).converge();
    assertThat(gatewaysNetwork().status()).isEqualTo(Condition.Status.True);
    assertThat(gatewaysNetwork().message()).contains("the load balancer is reached by its clients");
  }

  @Test
  void a_gateway_that_is_only_warned_of_leaves_the_last_word_to_AWS() {
    String warned =
        Yaml.gateway("shared")
                .replace("scheme: internal", "scheme: internet-facing")
                .replace("10.0.0.0/8", "198.51.100.0/24")
            + "  preflight: Warn\n";
    world.desire(warned).run(Duration.ofMinutes(2));
    assertThat(world.journal().of(EventType.NOTICE))
        .filteredOn(event -> "LoadBalancerSubnetsInvalid".equals(event.field("reason")))
        .hasSize(1);
    assertThat(world.journal().of(EventType.CHANGE_FAILED))
        .anyMatch(event -> event.message().contains("InvalidSubnet"));
  }

  private Condition gatewaysNetwork() {
    return world.status("shared").condition("NetworkReady").orElseThrow();
  }

  @Test
  void clients_without_a_route_back_are_told_as_unknown_and_hold_nothing_up() {
    world.desire(Yaml.withLoadBalancer("acme")).converge();
    assertThat(network().status()).isEqualTo(Condition.Status.Unknown);
    assertThat(network().message()).contains("10.0.0.0/8", "no route back");
    world
        .desire(Yaml.withLoadBalancer("acme").replace("10.0.0.0/8", SandboxAccountIds.VPC_CIDR))
        .converge();
    assertThat(network().status()).isEqualTo(Condition.Status.True);
  }

  @Test
  void a_public_range_in_front_of_an_internal_load_balancer_is_advised_against_once() {
    world
        .desire(Yaml.withLoadBalancer("acme").replace("10.0.0.0/8", "198.51.100.0/24"))
        .converge()
        .passes(3);
    assertThat(world.journal().of(EventType.NOTICE))
        .filteredOn(event -> event.field("reason").equals("NetworkAdvice"))
        .singleElement()
        .extracting(Event::message)
        .asString()
        .contains("198.51.100.0/24", "internal");
  }

  @Test
  void what_cannot_be_read_is_unknown_and_holds_nothing_up() {
    world.sandbox().chaos(ChaosSettings.CALM);
    world.intercept(new Denying("DescribeNetworkAcls")).desire(Yaml.minimal("acme")).converge();
    assertThat(network().status()).isEqualTo(Condition.Status.Unknown);
    assertThat(network().reason()).isEqualTo("NetworkUnknown");
    assertThat(network().message()).contains("ec2:DescribeNetworkAcls");
  }
}
