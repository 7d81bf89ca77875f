package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One web ACL in front of all that attach to a gateway. */
class GatewayAuthenticationTest {
  private static final String BEARER =
      Yaml.gateway("shared")
          + "    authentication: {type: bearer, bearer: {secretName: purple-mcp/clients}}\n";
  private static final String JWT =
      Yaml.gateway("shared")
          + "    authentication:\n"
          + "      type: jwt\n"
          + "      jwt: {issuer: \"https://idp.example.com/\","
          + " jwksEndpoint: \"https://idp.example.com/jwks\"}\n";
  private static final String COMPANY =
      Yaml.gateway("shared")
          + "    authentication: {type: webAcl, webAcl: {arn: \"%s\"}}\n"
              .formatted(SandboxAccountIds.WEB_ACL_ARN);
  private static final String ACME = Yaml.attached("acme", "shared");
  private static final String DELETE = "  policy: {deletion: Delete}\n";
  private static final EngineSettings UNHURRIED =
      new EngineSettings(Duration.ofSeconds(60), Duration.ofSeconds(30), 8, 100, 10);

  private static World world;

  @BeforeAll
  static void converge() {
    world = guarded().desire(documents(BEARER, ACME)).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static World guarded() {
    return World.empty().clientsToken("purple-mcp/clients", Authentication.TOKEN);
  }

  private static String documents(String... documents) {
    return String.join("---\n", documents);
  }

  static Stream<Mutation> mutations() {
    return Authentication.ofWebAcls();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void WF05_a_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "shared");
    assertThat(world.journal().toString()).doesNotContain(Authentication.TOKEN);
  }

  @Test
  void nobody_is_sent_to_a_deployment_before_the_web_acl_is_there() {
    try (World other = guarded().desire(documents(BEARER, ACME)).converge()) {
      assertThat(operations(other))
          .containsSubsequence("CreateWebACL", "AssociateWebACL", "CreateRule");
      assertThat(operations(other)).containsOnlyOnce("CreateWebACL");
      assertThat(other.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(other.status("shared").condition("AuthenticationReady"))
          .hasValueSatisfying(
              condition -> assertThat(condition.status()).isEqualTo(Condition.Status.True));
    }
  }

  @Test
  void who_attaches_later_is_served_behind_the_same_web_acl() {
    String umbra =
        Yaml.attached("umbra", "shared").replace("purple-mcp/quickstart", "purple-mcp/umbra");
    try (World other =
        guarded()
            .probing()
            .secret("purple-mcp/umbra")
            .desire(documents(BEARER, ACME))
            .converge()
            .forget()) {
      other.desire(documents(BEARER, ACME, umbra)).converge();
      for (String name : List.of("acme", "umbra")) {
        assertThat(other.status(name).condition("EndpointVerified"))
            .hasValueSatisfying(
                condition ->
                    assertThat(condition.message())
                        .contains("https://" + name + ".purple-mcp.example.com/mcp")
                        .contains("to clients with the token and to no others"));
      }
      assertThat(operations(other)).contains("CreateRule").doesNotContain("CreateWebACL");
    }
  }

  @Test
  void one_method_goes_when_the_other_is_in_force_in_every_rule() {
    try (World other = guarded().desire(documents(BEARER, ACME)).converge().forget()) {
      other.desire(documents(JWT, ACME)).converge().passes(3);
      assertThat(operations(other))
          .containsSubsequence("ModifyRule", "DisassociateWebACL", "DeleteWebACL");
      other.forget().desire(documents(BEARER, ACME)).converge();
      assertThat(operations(other))
          .containsSubsequence("CreateWebACL", "AssociateWebACL", "ModifyRule");
      assertThat(other.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void somebody_elses_web_acl_is_kept_on_the_gateway_and_never_changed() {
    try (World other = World.empty().desire(documents(COMPANY, ACME)).converge().passes(1)) {
      new Mutation(
              "taken off",
              "WebACLAssociation",
              "WebACLArn",
              hand -> hand.aws().waf().disassociateWebACL(r -> r.resourceArn(hand.loadBalancer())))
          .opening()
          .isOneDriftAndPutBack(other, "shared");
      assertThat(operations(other)).doesNotContain("UpdateWebACL", "DeleteWebACL");
      String balancer = new Handmade(other.person(), "shared").loadBalancer();
      assertThat(
              other
                  .person()
                  .waf()
                  .getWebACLForResource(r -> r.resourceArn(balancer))
                  .webACL()
                  .arn())
          .isEqualTo(SandboxAccountIds.WEB_ACL_ARN);
    }
  }

  @Test
  void X08_the_web_acl_stays_while_somebody_is_served_behind_it() {
    try (World going =
        guarded().settings(UNHURRIED).desire(documents(BEARER + DELETE, ACME)).converge()) {
      Inventory before = Inventory.of(going);
      going.forget().desire(List.of()).run(Duration.ofMinutes(30));

      assertThat(Inventory.of(going)).isEqualTo(before);
      assertThat(operations(going)).doesNotContain("DisassociateWebACL", "DeleteWebACL");
    }
  }

  @Test
  void X08_the_web_acl_goes_with_its_gateway() {
    try (World going =
        guarded()
            .settings(UNHURRIED)
            .desire(documents(BEARER + DELETE, ACME + DELETE))
            .converge()
            .forget()) {
      going.desire(List.of()).run(Duration.ofMinutes(60));

      assertThat(operations(going))
          .containsSubsequence(
              "DeleteRule", "DisassociateWebACL", "DeleteWebACL", "DeleteLoadBalancer");
      assertThat(Inventory.of(going).names().get("web acl")).containsExactly("company on 0");
    }
  }

  @Test
  @Tag("crash")
  void X13_dying_at_any_call_of_the_guard_leaves_one_of_everything_and_no_open_door() {
    try (World dying = guarded().settings(World.UNHURRIED)) {
      Deaths deaths = Deaths.at(dying, WebAclTest.GUARDING);
      Inventory undisturbed = Inventory.of(dying.desire(documents(BEARER, ACME)).converge());
      deaths.each(
          next -> {
            next.converge();
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
            next.forget().passes(2);
            assertThat(next.writes()).isEmpty();
          });
    }
  }

  private static List<String> operations(World other) {
    return other.writes().stream().map(CallRecord::operation).toList();
  }
}
