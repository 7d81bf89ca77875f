package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.cloudtrail.CloudTrailService;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A drift is told at once, and who made it when the account's history of calls shows it. */
class AttributionTest {
  private static final String SOMEBODY = "arn:aws:iam::111122223333:user/AKIASOMEBODY";
  private static final String ELSE = "AKIASOMEBODYELSE";

  /** Passes after which every single read has had its turn and the history has caught up. */
  private static final int CAUGHT_UP = 8;

  private final World world = World.empty();

  @AfterEach
  void close() {
    world.close();
  }

  private World converged() {
    return world.desire(Yaml.withLoadBalancer("acme")).converge().passes(2).forget();
  }

  private Handmade hand() {
    return new Handmade(world.person(), "acme");
  }

  private AwsClients as(String key) {
    return SandboxClients.of(world.sandbox().endpoint(), World.region(), key, List.of());
  }

  private List<Event> attributed() {
    return world.journal().of(EventType.DRIFT_ATTRIBUTED);
  }

  private long lookups() {
    return world.sandbox().calls().stream()
        .filter(call -> call.operation().equals("LookupEvents"))
        .count();
  }

  record Deed(String call, Consumer<Handmade> act) {
    @Override
    public String toString() {
      return call;
    }
  }

  static Stream<Deed> deeds() {
    return Stream.of(
        new Deed("AuthorizeSecurityGroupIngress", hand -> hand.allow("alb", 22, "0.0.0.0/0")),
        new Deed("RevokeSecurityGroupEgress", hand -> hand.revokeAllEgress("tasks")),
        new Deed(
            "UpdateService",
            hand ->
                hand.aws()
                    .ecs()
                    .updateService(
                        r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(3))),
        new Deed(
            "DeregisterTaskDefinition",
            hand ->
                hand.aws()
                    .ecs()
                    .deregisterTaskDefinition(
                        r -> r.taskDefinition(hand.service().taskDefinition()))),
        new Deed(
            "ModifyLoadBalancerAttributes",
            hand -> hand.loadBalancerAttribute("idle_timeout.timeout_seconds", "60")),
        new Deed(
            "ModifyTargetGroup",
            hand ->
                hand.aws()
                    .elasticLoadBalancing()
                    .modifyTargetGroup(
                        r -> r.targetGroupArn(hand.targetGroup()).healthCheckPath("/mcp"))),
        new Deed(
            "UpdateAssumeRolePolicy",
            hand ->
                hand.aws()
                    .iam()
                    .updateAssumeRolePolicy(
                        r ->
                            r.roleName(hand.role())
                                .policyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}"))),
        new Deed(
            "DeleteRetentionPolicy",
            hand ->
                hand.aws().logs().deleteRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp"))));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void the_drift_is_told_at_once_and_who_made_it_when_that_is_on_record(Deed deed) {
    converged();
    Instant before = world.clock().instant();
    deed.act().accept(hand());
    for (int pass = 0; pass < CAUGHT_UP && attributed().isEmpty(); pass++) {
      world.passes(1);
    }
    Event told = world.journal().of(EventType.DRIFT_DETECTED).get(0);
    assertThat(attributed()).as("%s", world.journal()).isNotEmpty();
    assertThat(attributed())
        .allSatisfy(
            event -> {
              assertThat(event.field("changedBy")).isEqualTo(SOMEBODY);
              assertThat(event.field("changedWith")).isEqualTo(deed.call());
              assertThat(Instant.parse(event.field("changedAt")))
                  .isBetween(before, before.plusSeconds(1));
              assertThat(event.field("resource")).isEqualTo(told.field("resource"));
              assertThat(event.field("id")).isEqualTo(told.field("id"));
            });
    assertThat(attributed())
        .extracting(event -> event.field("field"))
        .contains(told.field("field"));
  }

  @Test
  void the_alert_does_not_wait_for_the_history() {
    converged();
    hand().allow("alb", 22, "0.0.0.0/0");
    world.pass();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    assertThat(attributed()).isEmpty();
    world.run(CloudTrailService.DELAY.plusMinutes(3));
    assertThat(attributed()).hasSize(1);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
  }

  @Test
  void of_several_who_changed_it_the_last_one_is_named() {
    converged();
    hand().allow("alb", 22, "0.0.0.0/0");
    world.wait(Duration.ofSeconds(10));
    try (AwsClients other = as(ELSE)) {
      new Handmade(other, "acme").allow("alb", 23, "0.0.0.0/0");
    }
    world.passes(CAUGHT_UP);
    assertThat(attributed())
        .hasSize(2)
        .extracting(event -> event.field("changedBy"))
        .containsOnly("arn:aws:iam::111122223333:user/" + ELSE);
  }

  @Test
  void the_operator_itself_and_calls_on_others_are_never_named() {
    converged();
    String foreign =
        world
            .person()
            .ec2()
            .createSecurityGroup(r -> r.groupName("other").description("other"))
            .groupId();
    try (AwsClients ours = as(World.OPERATOR_KEY)) {
      new Handmade(ours, "acme").allow("alb", 22, "0.0.0.0/0");
    }
    world
        .person()
        .ec2()
        .authorizeSecurityGroupIngress(
            r ->
                r.groupId(foreign)
                    .ipPermissions(
                        p ->
                            p.ipProtocol("tcp")
                                .fromPort(22)
                                .toPort(22)
                                .ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
    world.passes(CAUGHT_UP);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    assertThat(attributed()).isEmpty();
  }

  @Test
  void a_change_before_everything_was_last_seen_to_be_well_is_not_taken_for_it() {
    converged();
    hand().allow("alb", 22, "0.0.0.0/0");
    world.passes(CAUGHT_UP).forget();
    try (AwsClients ours = as(World.OPERATOR_KEY)) {
      new Handmade(ours, "acme").allow("alb", 22, "0.0.0.0/0");
    }
    world.passes(CAUGHT_UP);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    assertThat(attributed()).isEmpty();
  }

  @Test
  void without_drift_nobody_is_asked_for_and_after_a_while_no_more() {
    converged().passes(5);
    assertThat(lookups()).isZero();
    try (AwsClients ours = as(World.OPERATOR_KEY)) {
      new Handmade(ours, "acme").allow("alb", 22, "0.0.0.0/0");
    }
    world.passes(1);
    assertThat(lookups()).isBetween(1L, 5L);
    world.passes(25).forget().passes(10);
    assertThat(lookups()).isZero();
  }

  @Test
  void X24_a_pass_asks_a_few_times_however_much_has_drifted() {
    converged();
    hand().allow("alb", 22, "0.0.0.0/0");
    hand().revokeAllEgress("tasks");
    hand().loadBalancerAttribute("idle_timeout.timeout_seconds", "60");
    hand().targetGroupAttribute("stickiness.enabled", "true");
    world.pass();
    assertThat(lookups()).isBetween(1L, 4L);
    world.passes(CAUGHT_UP);
    assertThat(attributed())
        .extracting(event -> event.field("changedWith"))
        .contains("AuthorizeSecurityGroupIngress", "ModifyLoadBalancerAttributes");
  }

  @Test
  void where_the_history_is_denied_that_is_said_once_and_the_alert_is_told() {
    converged();
    world.deny("cloudtrail", "LookupEvents");
    hand().allow("alb", 22, "0.0.0.0/0");
    world.passes(2);
    hand().allow("alb", 23, "0.0.0.0/0");
    world.passes(3);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(2);
    assertThat(world.journal().of(EventType.NOTICE))
        .filteredOn(event -> event.message().contains("cloudtrail:LookupEvents"))
        .hasSize(1);
    assertThat(world.journal().of(EventType.RECONCILE_FAILED)).isEmpty();
    assertThat(lookups()).isEqualTo(1);
  }

  @Test
  void it_can_be_switched_off() {
    EngineSettings usual = EngineSettings.DEFAULT;
    world.settings(
        new EngineSettings(
            usual.resync(),
            usual.progress(),
            usual.parallelism(),
            usual.maxDeletionPercent(),
            usual.deepLooks(),
            false));
    converged();
    hand().allow("alb", 22, "0.0.0.0/0");
    world.passes(CAUGHT_UP);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    assertThat(lookups()).isZero();
  }
}
