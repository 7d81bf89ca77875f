package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.mcp.Outcome;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** Where authentication is in front: who has the token is served, and nobody else. */
class GuardedEndpointTest {
  private static final String SECRET = "purple-mcp/clients";
  private static final String BEARER = Authentication.WITH_BEARER;
  private static final String LEFT_ALONE = BEARER + "  policy: {drift: Alert}\n";

  private static World guarded() {
    return World.empty().probing().clientsToken(SECRET, Authentication.TOKEN);
  }

  @Test
  void a_client_with_the_token_is_served_and_one_without_is_refused() {
    try (World world = guarded().desire(BEARER).converge()) {
      assertThat(world.mcpSessions())
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Served.class, served -> assertThat(served.guarded()).isTrue());
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
      assertThat(verified(world).message())
          .contains("lists 22 tools")
          .contains("to clients with the token and to no others");
      assertThat(world.mcpSessions() + "\n" + world.journal() + world.board().all())
          .doesNotContain(Authentication.TOKEN);
    }
  }

  @Test
  void a_rotated_token_is_tried_at_once_and_the_deployment_stays_ready() {
    try (World world = guarded().desire(BEARER).converge().passes(1).forget()) {
      int before = world.mcpSessions().size();
      Instant rotated = world.clock().instant();
      world
          .person()
          .secretsManager()
          .putSecretValue(
              r ->
                  r.secretId(SECRET)
                      .secretString("{\"token\":\"" + Authentication.NEXT_TOKEN + "\"}"));
      world.until(() -> world.mcpSessions().size() > before);
      assertThat(world.clock().instant())
          .as("sooner than the interval")
          .isBefore(rotated.plus(Duration.ofMinutes(2)));
      world.passes(2);

      assertThat(world.mcpSessions().subList(before, world.mcpSessions().size()))
          .allSatisfy(each -> assertThat(((Outcome.Served) each).guarded()).isTrue());
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).isEmpty();
    }
  }

  @Test
  void an_open_door_is_told_at_the_next_look_although_the_token_is_served() {
    try (World world = guarded().desire(LEFT_ALONE).converge()) {
      change(world, acl -> acl.defaultAction(action -> action.allow(allow -> {})));
      world.until(() -> verified(world).reason().equals("UnauthenticatedAccess"));
      assertThat(world.status("acme").is(Condition.DEGRADED)).isTrue();

      world.desire(BEARER).converge();
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
    }
  }

  @Test
  void a_token_that_is_not_let_through_any_more_degrades_the_deployment() {
    try (World world = guarded().desire(LEFT_ALONE).converge()) {
      change(world, acl -> acl.rules(withoutTokens(acl.build().rules())));
      world.until(() -> verified(world).reason().equals("EndpointFailing"));

      assertThat(verified(world).message())
          .contains("with the clients' token answers HTTP 401")
          .doesNotContain(Authentication.TOKEN);
      assertThat(world.mcpSessions())
          .filteredOn(Outcome.Refused.class::isInstance)
          .as("WF01: what was just let through is refused for a while")
          .hasSize(4);
    }
  }

  @Test
  void where_no_token_is_at_hand_a_refusal_is_all_that_can_be_shown() {
    for (String yaml : List.of(Authentication.WITH_JWT, Authentication.WITH_WEB_ACL)) {
      try (World world = World.empty().probing().desire(yaml).converge()) {
        assertThat(world.mcpSessions()).containsOnly(new Outcome.Refused(status(yaml)));
        assertThat(verified(world).status()).isEqualTo(Condition.Status.Unknown);
        assertThat(verified(world).reason()).isEqualTo("EndpointProtected");
        assertThat(world.status("acme").is(Condition.READY)).isTrue();
        world.forget().passes(10);
        assertThat(world.journal().all()).isEmpty();
      }
    }
  }

  private static int status(String yaml) {
    return yaml.equals(Authentication.WITH_JWT) ? 401 : 403;
  }

  @Test
  void what_attaches_to_a_gateway_is_asked_under_its_own_host_name() {
    String both = Yaml.gateway("shared") + "---\n" + Yaml.attached("acme", "shared");
    try (World world = World.empty().probing().desire(both).converge()) {
      assertThat(verified(world).status()).isEqualTo(Condition.Status.True);
      assertThat(verified(world).message())
          .contains("https://acme.purple-mcp.example.com/mcp")
          .contains("lists 22 tools");
      assertThat(world.mcpSessions()).hasSize(1);
    }
  }

  @Test
  void a_host_name_that_the_gateway_has_no_certificate_for_is_refused_by_clients() {
    String strange =
        Yaml.attached("acme", "shared").replace("acme.purple-mcp.example.com", "mcp.example.org");
    try (World world = World.empty().probing().desire(Yaml.gateway("shared") + "---\n" + strange)) {
      world.run(Duration.ofMinutes(20));
      assertThat(verified(world).reason()).isEqualTo("EndpointFailing");
      assertThat(verified(world).message()).contains("the certificate at mcp.example.org");
    }
  }

  private static void change(World world, UnaryOperator<WebACL.Builder> change) {
    var live = Authentication.live(new Handmade(world.person(), "acme"));
    WebACL changed = change.apply(live.webACL().toBuilder()).build();
    world
        .person()
        .waf()
        .updateWebACL(
            r ->
                r.name(changed.name())
                    .id(changed.id())
                    .scope(Scope.REGIONAL)
                    .lockToken(live.lockToken())
                    .description(changed.description())
                    .defaultAction(changed.defaultAction())
                    .rules(changed.rules())
                    .visibilityConfig(changed.visibilityConfig()));
  }

  private static List<Rule> withoutTokens(List<Rule> rules) {
    return rules.stream().filter(rule -> rule.statement().byteMatchStatement() == null).toList();
  }

  private static Condition verified(World world) {
    return world.status("acme").condition("EndpointVerified").orElseThrow();
  }
}
