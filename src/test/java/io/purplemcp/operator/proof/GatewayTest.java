package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Deaths;
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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Several deployments behind one load balancer: each its own, and none in another's way. */
class GatewayTest {
  private static final String ACME = GatewayMutations.ACME;
  private static final String UMBRA = "umbra.purple-mcp.example.com";
  private static final String BOTH =
      documents(Yaml.gateway("shared"), Yaml.attached("acme", "shared"), second());
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static World world;

  @BeforeAll
  static void converge() {
    world = World.empty().secret("purple-mcp/umbra").desire(BOTH).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String second() {
    return Yaml.attached("umbra", "shared").replace("purple-mcp/quickstart", "purple-mcp/umbra");
  }

  private static String documents(String... documents) {
    return String.join("---\n", documents);
  }

  private static String deletable(String yaml) {
    return yaml + "  policy: {deletion: Delete}\n";
  }

  static Stream<GatewayMutations.Mutation> mutations() {
    return GatewayMutations.all();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void one_change_by_hand_is_one_drift_and_is_put_back(GatewayMutations.Mutation mutation) {
    ElasticLoadBalancingV2Client elb = world.person().elasticLoadBalancing();
    world.run(Duration.ofMinutes(3)).settle().forget();
    List<Rule> before = GatewayMutations.rules(elb);
    mutation.act().accept(elb);
    world.forget().pass();
    for (int turn = 0; turn < 2; turn++) {
      world.passes(1);
    }
    world.settle().converge();

    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .as("drift told after: %s%n%s", mutation, world.journal())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.field("deployment")).isEqualTo(mutation.owner());
              assertThat(event.field("resource")).isEqualTo(mutation.resource());
              assertThat(event.field("field")).isEqualTo(mutation.field());
              assertThat(event.field("reason")).isEqualTo("DRIFT");
            });
    assertThat(world.journal().of(EventType.DRIFT_CORRECTED)).hasSize(1);
    assertThat(GatewayMutations.rules(elb))
        .extracting(Rule::priority, each -> each.conditions().toString())
        .containsExactlyElementsOf(
            before.stream()
                .map(
                    each ->
                        org.assertj.core.groups.Tuple.tuple(
                            each.priority(), each.conditions().toString()))
                .toList());
    world.passes(1).forget().passes(2);
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void LB03_two_rules_that_have_changed_places_are_put_back_with_one_call() {
    ElasticLoadBalancingV2Client elb = world.person().elasticLoadBalancing();
    world.run(Duration.ofMinutes(3)).settle().forget();
    Rule acme = GatewayMutations.rule(elb, ACME);
    Rule umbra = GatewayMutations.rule(elb, UMBRA);
    elb.setRulePriorities(
        r ->
            r.rulePriorities(
                one -> one.ruleArn(acme.ruleArn()).priority(Integer.valueOf(umbra.priority())),
                other ->
                    other.ruleArn(umbra.ruleArn()).priority(Integer.valueOf(acme.priority()))));
    world.forget().pass().settle().converge();

    assertThat(GatewayMutations.rule(elb, ACME).priority()).isEqualTo(acme.priority());
    assertThat(GatewayMutations.rule(elb, UMBRA).priority()).isEqualTo(umbra.priority());
    assertThat(world.writes())
        .extracting(CallRecord::operation)
        .containsExactly("SetRulePriorities");
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(2);
  }

  @Test
  void what_moved_while_the_operator_was_away_is_drift_and_no_config() {
    ElasticLoadBalancingV2Client elb = world.person().elasticLoadBalancing();
    world.run(Duration.ofMinutes(3)).settle().forget();
    elb.modifyLoadBalancerAttributes(
        r ->
            r.loadBalancerArn(GatewayMutations.listener(elb).loadBalancerArn())
                .attributes(a -> a.key("idle_timeout.timeout_seconds").value("60")));
    world.forget().restartOperator();
    world.converge();

    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .singleElement()
        .matches(event -> event.field("deployment").equals("shared"));
  }

  @Test
  void each_is_reached_under_its_own_name() {
    assertThat(world.status("acme").endpoint()).contains("https://" + ACME + "/mcp");
    assertThat(world.status("shared").is(Condition.READY)).isTrue();
    assertThat(GatewayMutations.rules(world.person().elasticLoadBalancing())).hasSize(2);
  }

  @Test
  void a_host_name_that_no_certificate_is_for_is_told() {
    String other = Yaml.attached("acme", "shared").replace(ACME, "mcp.example.org");
    try (World strange = World.empty().desire(documents(Yaml.gateway("shared"), other))) {
      strange.run(Duration.ofMinutes(15));

      assertThat(strange.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("reason")).isEqualTo("HostNameNotCovered");
                assertThat(event.message()).contains("mcp.example.org", "shared");
              });
    }
  }

  @Test
  void further_certificates_are_added_kept_and_taken_away() {
    String acme = Yaml.attached("acme", "shared");
    try (World more = World.empty()) {
      ElasticLoadBalancingV2Client elb = more.person().elasticLoadBalancing();
      String arn = GatewayMutations.anotherCertificate(more.person().acm());
      more.desire(documents(GatewayMutations.withCertificate(arn), acme))
          .run(Duration.ofMinutes(15));
      assertThat(certificates(elb)).contains(arn).hasSize(2);

      String listener = GatewayMutations.listener(elb).listenerArn();
      elb.removeListenerCertificates(
          r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn)));
      more.run(Duration.ofMinutes(3)).forget().passes(2);
      assertThat(certificates(elb)).contains(arn);

      more.desire(documents(Yaml.gateway("shared"), acme)).converge().passes(1);
      assertThat(certificates(elb)).doesNotContain(arn).hasSize(1);
    }
  }

  private static List<String> certificates(ElasticLoadBalancingV2Client elb) {
    String listener = GatewayMutations.listener(elb).listenerArn();
    return elb.describeListenerCertificates(r -> r.listenerArn(listener)).certificates().stream()
        .map(each -> each.certificateArn())
        .toList();
  }

  @Test
  void a_gateway_verifies_tokens_in_every_rule() {
    String verifying =
        Yaml.gateway("shared")
            + "    authentication:\n"
            + "      type: jwt\n"
            + "      jwt: {issuer: \"https://idp.example.com/\","
            + " jwksEndpoint: \"https://idp.example.com/jwks\"}\n";
    try (World guarded =
        World.empty().desire(documents(verifying, Yaml.attached("acme", "shared"))).converge()) {
      ElasticLoadBalancingV2Client elb = guarded.person().elasticLoadBalancing();
      assertThat(GatewayMutations.rule(elb, ACME).actions())
          .extracting(action -> action.type())
          .containsExactly(ActionTypeEnum.JWT_VALIDATION, ActionTypeEnum.FORWARD);

      String group = GatewayMutations.rule(elb, ACME).actions().get(1).targetGroupArn();
      elb.modifyRule(
          r ->
              r.ruleArn(GatewayMutations.rule(elb, ACME).ruleArn())
                  .actions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));
      guarded.run(Duration.ofMinutes(3)).passes(1);

      assertThat(GatewayMutations.rule(elb, ACME).actions()).hasSize(2);
      assertThat(guarded.journal().of(EventType.DRIFT_DETECTED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("field")).isEqualTo("Actions[jwt-validation]");
                assertThat(event.field("severity")).isEqualTo("security");
              });
    }
  }

  private static World deletableWorld(String gateway) {
    return World.empty()
        .settings(World.RECKLESS)
        .secret("purple-mcp/umbra")
        .desire(documents(gateway, deletable(Yaml.attached("acme", "shared")), second()))
        .converge()
        .forget();
  }

  private static void untilNothingGoes(World world) {
    int before = -1;
    while (world.writes().size() > before) {
      before = world.writes().size();
      world.run(LONGEST_WAIT);
    }
  }

  private static List<String> deletions(World world) {
    return world.writes().stream()
        .map(CallRecord::operation)
        .filter(name -> name.startsWith("Delete"))
        .toList();
  }

  @Test
  void X08_a_deployment_that_goes_leaves_the_gateway_and_the_others() {
    Inventory alone;
    try (World other =
        World.empty()
            .secret("purple-mcp/umbra")
            .desire(documents(Yaml.gateway("shared"), second()))
            .converge()) {
      alone = Inventory.of(other);
    }
    try (World going = deletableWorld(Yaml.gateway("shared"))) {
      going.desire(documents(Yaml.gateway("shared"), second()));
      untilNothingGoes(going);

      assertThat(Inventory.of(going)).isEqualTo(alone);
      assertThat(deletions(going))
          .contains("DeleteRule", "DeleteTargetGroup")
          .doesNotContain("DeleteLoadBalancer", "DeleteListener");
      assertThat(going.status("umbra").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void X08_a_gateway_goes_only_when_its_last_deployment_has_gone() {
    try (World going =
        World.empty()
            .settings(World.RECKLESS)
            .desire(
                documents(
                    deletable(Yaml.gateway("shared")), deletable(Yaml.attached("acme", "shared"))))
            .converge()
            .forget()) {
      going.desire(List.of());
      untilNothingGoes(going);

      assertThat(deletions(going))
          .containsSubsequence("DeleteService", "DeleteRule", "DeleteLoadBalancer");
      assertThat(going.person().elasticLoadBalancing().describeLoadBalancers().loadBalancers())
          .isEmpty();
      assertThat(going.journal().of(EventType.DEPLOYMENT_DELETED))
          .extracting(event -> event.field("deployment"))
          .containsExactlyInAnyOrder("acme", "shared");
    }
  }

  @Test
  void X08_what_is_retained_behind_a_gateway_retains_the_gateway() {
    try (World going =
        World.empty()
            .settings(World.RECKLESS)
            .desire(documents(deletable(Yaml.gateway("shared")), Yaml.attached("acme", "shared")))
            .converge()
            .forget()) {
      going.desire(List.of());
      untilNothingGoes(going);

      assertThat(deletions(going)).isEmpty();
      assertThat(going.journal().of(EventType.NOTICE))
          .anyMatch(event -> event.message().contains("still attached: acme"));
    }
  }

  @Test
  void a_host_name_that_something_retained_answers_to_is_told() {
    String heir = second().replace(UMBRA, ACME);
    try (World retained =
        World.empty()
            .secret("purple-mcp/umbra")
            .desire(documents(Yaml.gateway("shared"), Yaml.attached("acme", "shared")))
            .converge()
            .forget()) {
      retained.desire(documents(Yaml.gateway("shared"), heir)).run(Duration.ofMinutes(15));

      assertThat(retained.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.field("deployment")).isEqualTo("umbra");
                assertThat(event.field("reason")).isEqualTo("NotOwned");
                assertThat(event.message()).contains("a rule of acme answers to " + ACME);
              });
    }
  }

  @Test
  void a_deployment_moves_from_a_gateway_to_a_load_balancer_of_its_own() {
    try (World moving =
        World.empty()
            .desire(documents(Yaml.gateway("shared"), Yaml.attached("acme", "shared")))
            .converge()) {
      moving.desire(documents(Yaml.gateway("shared"), Yaml.withLoadBalancer("acme"))).converge();
      moving.run(Duration.ofMinutes(20)).forget().passes(2);

      assertThat(GatewayMutations.rules(moving.person().elasticLoadBalancing())).isEmpty();
      assertThat(moving.status("acme").is(Condition.READY)).isTrue();
      assertThat(moving.writes()).isEmpty();
    }
  }

  @Test
  @Tag("crash")
  void X13_dying_at_any_call_of_a_convergence_leaves_one_of_everything_in_the_end() {
    try (World whole = World.empty().settings(World.UNHURRIED).secret("purple-mcp/umbra")) {
      Deaths deaths = Deaths.of(whole);
      Inventory undisturbed = Inventory.of(whole.desire(BOTH).converge());
      assertThat(deaths.count()).isGreaterThan(30);
      deaths.each(
          next -> {
            assertThat(Inventory.of(next.converge())).isEqualTo(undisturbed);
            next.forget().passes(2);
            assertThat(next.writes()).isEmpty();
          });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void LB02_stale_reads_and_shuffled_lists_end_in_the_same_state(long seed) {
    try (World late = World.seeded(seed).secret("purple-mcp/umbra").lag(5).shuffle().desire(BOTH)) {
      late.converge().passes(3);
      assertThat(late.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      late.calm();
      assertThat(Inventory.of(late)).isEqualTo(Inventory.of(world));
      late.forget().passes(3);
      assertThat(late.writes()).isEmpty();
    }
  }
}
