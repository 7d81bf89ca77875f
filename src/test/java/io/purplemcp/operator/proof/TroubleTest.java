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

  private static final int SITES = 12;

  @Test
  void X28_the_quota_of_one_thing_does_not_keep_the_same_deployments_drift_from_being_corrected() {
    try (World world = World.empty().desire(ACME).converge()) {
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
    try (World world = World.empty().desire(ACME).converge().forget()) {
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

  private static long throttled(World world) {
    return world.sandbox().calls().stream()
        .map(CallRecord::error)
        .filter(error -> error.matches("Throttl.*|RequestLimitExceeded"))
        .count();
  }
}
