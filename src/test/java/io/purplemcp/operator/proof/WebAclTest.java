package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.ConvergedWorlds;
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
import software.amazon.awssdk.services.wafv2.model.Rule;

/** A web ACL lets through only requests with the clients' token. */
class WebAclTest {
  private static final String SECRET = "purple-mcp/clients";
  private static final String BEARER = Authentication.WITH_BEARER;

  private static final String KEPT =
      Yaml.minimal("kept").replace("purple-mcp/quickstart", "purple-mcp/kept");

  /** The calls about web ACLs, and those that must come after. */
  static final String GUARDING = ".*WebACL|(Create|Modify|Delete)(Listener|Rule|LoadBalancer)";

  /** Longer than a load balancer's interfaces keep its security group. */
  private static final Duration TEARDOWN = Duration.ofMinutes(20);

  private static World world;

  @BeforeAll
  static void converge() {
    world = guarded().desire(BEARER).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static final ConvergedWorlds CONVERGED =
      new ConvergedWorlds(EngineSettings.DEFAULT, WebAclTest::guarded);

  private static World guarded() {
    return guarded(World.empty());
  }

  private static World guarded(World world) {
    return world.clientsToken(SECRET, Authentication.TOKEN);
  }

  static Stream<Mutation> mutations() {
    return Authentication.ofWebAcls();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void WF05_a_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "acme");
    assertThat(world.journal().toString()).doesNotContain(Authentication.TOKEN);
  }

  @Test
  void the_web_acl_is_on_the_load_balancer_before_a_listener_forwards() {
    try (World other = guarded().desire(BEARER).converge()) {
      assertThat(operations(other))
          .containsSubsequence("CreateWebACL", "AssociateWebACL", "CreateListener");
      assertThat(other.journal().of(EventType.CHANGE_FAILED)).isEmpty();
    }
  }

  @Test
  void a_rotated_token_is_let_through_beside_the_one_before_and_is_no_drift() {
    try (World other = CONVERGED.of(BEARER).passes(1).forget()) {
      other
          .person()
          .secretsManager()
          .putSecretValue(
              r ->
                  r.secretId(SECRET)
                      .secretString("{\"token\":\"" + Authentication.NEXT_TOKEN + "\"}"));
      other.passes(2).converge();
      assertThat(tokens(other))
          .containsExactly("Bearer " + Authentication.NEXT_TOKEN, "Bearer " + Authentication.TOKEN);
      assertThat(other.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(other.journal().toString())
          .doesNotContain(Authentication.TOKEN)
          .doesNotContain(Authentication.NEXT_TOKEN);
      other.passes(1).forget().passes(3);
      assertThat(other.writes()).isEmpty();
      assertThat(reads(other)).doesNotContain("GetSecretValue");
    }
  }

  @Test
  void a_token_that_was_rotated_while_the_operator_was_away_is_a_rotation_and_no_drift() {
    try (World other = CONVERGED.of(BEARER).passes(1)) {
      other
          .person()
          .secretsManager()
          .putSecretValue(
              r ->
                  r.secretId(SECRET)
                      .secretString("{\"token\":\"" + Authentication.NEXT_TOKEN + "\"}"));
      other.run(Duration.ofSeconds(1)).forget().restartOperator();
      other.passes(1).converge();
      assertThat(tokens(other))
          .containsExactly("Bearer " + Authentication.NEXT_TOKEN, "Bearer " + Authentication.TOKEN);
      assertThat(other.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(other.journal().of(EventType.CHANGE_APPLIED))
          .isNotEmpty()
          .allMatch(event -> event.field("reason").equals("ROTATION"));
    }
  }

  @Test
  void WF01_a_web_acl_that_waf_does_not_know_yet_is_waited_for_and_after_a_while_told() {
    try (World other = guarded()) {
      other.sandbox().chaos(other.sandbox().chaos().withFault(unavailable()));
      other.desire(BEARER).run(Duration.ofMinutes(14));
      assertThat(other.status("acme").is(Condition.DEGRADED)).isFalse();
      assertThat(other.journal().of(EventType.CHANGE_FAILED)).isEmpty();

      other.run(Duration.ofMinutes(20));
      assertThat(other.status("acme").is(Condition.DEGRADED)).isTrue();
      assertThat(other.status("acme").condition(Condition.DEGRADED).orElseThrow().message())
          .contains("for more than 15 minutes")
          .contains("AssociateWebACL");
      assertThat(operations(other)).doesNotContain("CreateListener");

      other.calm().converge();
      assertThat(guard(other)).contains("purple-mcp-acme");
    }
  }

  @Test
  void WF01_a_new_web_acl_of_an_old_load_balancer_is_waited_for_just_as_long() {
    try (World other = guarded().desire(Authentication.OPEN).converge()) {
      other.run(Duration.ofHours(1));
      other.sandbox().chaos(other.sandbox().chaos().withFault(unavailable()));
      other.desire(BEARER).run(Duration.ofMinutes(14));
      assertThat(other.status("acme").is(Condition.DEGRADED)).isFalse();
      other.forget().run(Duration.ofMinutes(20));
      assertThat(other.status("acme").is(Condition.DEGRADED)).isTrue();
      assertThat(other.journal().of(EventType.DEPLOYMENT_DEGRADED)).hasSize(1);
      assertThat(other.journal().of(EventType.DEPLOYMENT_READY))
          .as("it is not taken to be ready when the association is not looked at")
          .isEmpty();
    }
  }

  private static Fault unavailable() {
    return new Fault(
        "wafv2",
        "AssociateWebACL",
        Fault.FOREVER,
        400,
        "WAFUnavailableEntityException",
        "AWS WAF couldn’t retrieve the resource that you requested. Retry your request.",
        Fault.When.BEFORE);
  }

  @Test
  void a_token_that_is_too_short_to_be_safe_is_refused_in_words() {
    try (World other = World.empty().clientsToken(SECRET, "short").desire(BEARER)) {
      other.run(Duration.ofMinutes(10));
      assertThat(other.status("acme").condition("AuthenticationReady"))
          .hasValueSatisfying(
              condition -> assertThat(condition.reason()).isEqualTo("TokenInvalid"));
      assertThat(operations(other)).doesNotContain("CreateListener");
    }
  }

  @Test
  void one_method_goes_when_the_other_is_in_force() {
    try (World other = CONVERGED.of(BEARER).forget()) {
      other.desire(Authentication.WITH_JWT).converge().passes(2);
      assertThat(operations(other))
          .containsSubsequence("ModifyListener", "DisassociateWebACL", "DeleteWebACL");
      other.forget().desire(BEARER).converge();
      assertThat(operations(other))
          .containsSubsequence("CreateWebACL", "AssociateWebACL", "ModifyListener");
      assertThat(other.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
    }
  }

  @Test
  void somebody_elses_web_acl_is_kept_on_the_load_balancer_and_never_changed() {
    try (World other = World.empty().desire(Authentication.WITH_WEB_ACL).converge().passes(1)) {
      new Mutation(
              "taken off",
              "WebACLAssociation",
              "WebACLArn",
              hand -> hand.aws().waf().disassociateWebACL(r -> r.resourceArn(hand.loadBalancer())))
          .opening()
          .isOneDriftAndPutBack(other, "acme");
      assertThat(operations(other)).doesNotContain("UpdateWebACL", "DeleteWebACL");
      assertThat(guard(other)).isEqualTo(SandboxAccountIds.WEB_ACL_ARN);
    }
  }

  @Test
  @Tag("crash")
  void X13_dying_at_any_call_of_the_guard_leaves_one_of_everything_in_the_end() {
    try (World other = guarded().settings(World.UNHURRIED)) {
      Deaths deaths = Deaths.at(other, GUARDING);
      Inventory undisturbed = Inventory.of(other.desire(BEARER).converge());
      assertThat(deaths.count()).isGreaterThan(4);
      deaths.each(next -> assertThat(Inventory.of(next.converge())).isEqualTo(undisturbed));
    }
  }

  @Test
  @Tag("crash")
  void SV11_X13_a_teardown_takes_the_web_acl_off_and_deletes_it_and_survives_a_crash_at_it() {
    try (World other =
        guarded()
            .settings(World.RECKLESS)
            .secret("purple-mcp/kept")
            .desire(BEARER + "  policy: {deletion: Delete}\n---\n" + KEPT)
            .converge()) {
      Deaths deaths = Deaths.at(other, GUARDING);
      other.desire(KEPT).run(TEARDOWN);
      assertThat(operations(other)).containsSubsequence("DisassociateWebACL", "DeleteWebACL");
      deaths.each(
          next -> {
            next.run(TEARDOWN);
            assertThat(Inventory.of(next).names().get("web acl")).containsExactly("company on 0");
            assertThat(Inventory.of(next).names().get("load balancer")).isEmpty();
          });
    }
  }

  private static List<String> tokens(World other) {
    return Authentication.live(new Handmade(other.person(), "acme")).webACL().rules().stream()
        .map(Rule::statement)
        .filter(statement -> statement.byteMatchStatement() != null)
        .map(statement -> statement.byteMatchStatement().searchString().asUtf8String())
        .toList();
  }

  private static String guard(World other) {
    String balancer = new Handmade(other.person(), "acme").loadBalancer();
    return other.person().waf().getWebACLForResource(r -> r.resourceArn(balancer)).webACL().arn();
  }

  private static List<String> operations(World other) {
    return other.writes().stream().map(CallRecord::operation).toList();
  }

  private static List<String> reads(World other) {
    return other.sandbox().calls().stream().map(CallRecord::operation).toList();
  }
}
