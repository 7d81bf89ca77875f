package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Fleet;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trouble that lasts: it delays nobody else, does not hammer AWS, and ends when its cause ends. */
class TroubleTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");

  /** With a cluster of its own, so that it is no neighbour in anything but the account. */
  private static final String OTHER =
      Yaml.minimal("other").replace("console:", "compute: {cluster: another}\n  console:");

  private static final int SITES = 12;

  @Test
  void X28_a_quota_that_is_used_up_holds_up_nobody_else_and_is_not_for_ever() {
    try (World world = World.empty().settings(World.UNHURRIED)) {
      fault(
          world,
          Fault.refused(
              "elasticloadbalancing",
              "CreateLoadBalancer",
              Fault.FOREVER,
              400,
              "TooManyLoadBalancers",
              "The maximum number of load balancers has been reached"));
      world.desire(ACME + "---\n" + OTHER).run(Duration.ofHours(4));

      assertThat(world.status("other").is(Condition.READY)).isTrue();
      assertThat(world.status("acme").condition(Condition.DEGRADED))
          .hasValueSatisfying(
              degraded -> {
                assertThat(degraded.status()).isEqualTo(Condition.Status.True);
                assertThat(degraded.reason()).isEqualTo("QuotaExceeded");
                assertThat(degraded.message())
                    .contains("elasticloadbalancing:CreateLoadBalancer", "maximum number");
              });
      assertThat(tries(world, "CreateLoadBalancer")).isBetween(3L, 12L);

      world.calm().run(Duration.ofHours(1).plusMinutes(10)).converge();
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void X28_the_quota_of_one_thing_does_not_keep_the_same_deployments_drift_from_being_corrected() {
    try (World world = World.empty().settings(World.UNHURRIED).desire(ACME).converge()) {
      fault(
          world,
          Fault.refused(
              "ecs",
              "RegisterTaskDefinition",
              Fault.FOREVER,
              400,
              "LimitExceededException",
              "The limit for your account has been exceeded"));
      world
          .desire(ACME.replace("console:", "image: public.ecr.aws/acme/purple-mcp:2\n  console:"))
          .run(Duration.ofHours(1));
      world.person().logs().deleteRetentionPolicy(r -> r.logGroupName(Handmade.LOG_GROUP));
      world.run(Duration.ofHours(2));
      assertThat(world.person().logs().describeLogGroups().logGroups().get(0).retentionInDays())
          .isEqualTo(30);
    }
  }

  @Test
  void X29_a_group_that_cannot_be_deleted_for_an_hour_delays_no_other_deployment() {
    String going = ACME + "  policy: {deletion: Delete}\n";
    String kept = OTHER.replace("quickstart", "kept");
    try (World world =
        World.empty().secret("purple-mcp/kept").desire(going + "---\n" + kept).converge()) {
      fault(
          world,
          Fault.refused(
              "ec2",
              "DeleteSecurityGroup",
              Fault.FOREVER,
              400,
              "DependencyViolation",
              "resource has a dependent object"));
      world.pace(Duration.ofMinutes(3)).desire(kept).run(Duration.ofMinutes(30)).forget();
      world.attentive();

      world.run(Duration.ofHours(1));
      assertThat(tries(world, "DeleteSecurityGroup"))
          .as("tries within an hour: not every few seconds, and not never")
          .isBetween(10L, 150L);
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
          .filteredOn(event -> event.field("deployment").equals("other"))
          .isEmpty();
      correctsInTheUsualTime(world);

      world.calm().run(Duration.ofMinutes(10));
      assertThat(world.journal().of(EventType.DEPLOYMENT_DELETED))
          .singleElement()
          .matches(event -> event.field("deployment").equals("acme"));
    }
  }

  private static void correctsInTheUsualTime(World world) {
    world.person().ecs().updateService(r -> r.cluster("another").service("other").desiredCount(3));
    world.run(Duration.ofSeconds(75));
    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .singleElement()
        .extracting(event -> event.field("field"))
        .isEqualTo("desiredCount");
    assertThat(
            world
                .person()
                .ecs()
                .describeServices(r -> r.cluster("another").services("other"))
                .services()
                .get(0)
                .desiredCount())
        .isEqualTo(1);
  }

  @Test
  void X24_within_its_share_of_the_rates_the_operator_is_never_asked_to_slow_down() {
    try (World world = World.empty()) {
      world.through(RealDoors.unhurried(world.clock()));
      world.sandbox().chaos(world.sandbox().chaos().withThrottle(true));
      world.desire(Fleet.of(SITES)).converge().passes(3);

      assertThat(throttled(world)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"503, ServiceUnavailable", "400, ThrottlingException", "0, ConnectionCut"})
  void X26_while_aws_does_not_serve_it_is_asked_ever_more_seldom_and_found_again_soon_after(
      int status, String code) {
    try (World world = World.converged(ACME).forget()) {
      fault(world, new Fault("*", "*", Fault.FOREVER, status, code, null, null));
      world.run(Duration.ofHours(1));

      assertThat(world.operatorCalls().size()).as("calls in an hour without AWS").isLessThan(100);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(world.status("acme").condition(Condition.READY).orElseThrow().status())
          .isEqualTo(Condition.Status.Unknown);

      world.calm().run(Duration.ofMinutes(6));
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertThat(world.writes()).isEmpty();
    }
  }

  private static void fault(World world, Fault fault) {
    world.sandbox().chaos(world.sandbox().chaos().withFault(fault));
  }

  private static long tries(World world, String operation) {
    return world.writes().stream().filter(call -> call.operation().equals(operation)).count();
  }

  private static long throttled(World world) {
    return world.sandbox().calls().stream()
        .map(CallRecord::error)
        .filter(error -> error.matches("Throttl.*|RequestLimitExceeded"))
        .count();
  }
}
