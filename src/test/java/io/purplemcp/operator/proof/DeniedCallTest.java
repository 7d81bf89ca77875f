package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** X28: what only a person can mend is tried again slowly, and never given up. */
class DeniedCallTest {
  private static final String ACME = Yaml.minimal("acme");
  private static final String LOG_GROUP = "/ecs/purple-mcp";

  @Test
  void X28_a_denied_call_keeps_its_own_schedule_however_often_the_deployment_is_looked_at() {
    try (World world = denied()) {
      world.run(Duration.ofHours(1));
      assertThat(attempts(world)).as("after 1, 2, 4, 8, 15 … minutes").isBetween(5L, 7L);
      assertThat(world.status("acme").condition(Condition.DEGRADED))
          .hasValueSatisfying(degraded -> assertThat(degraded.reason()).isEqualTo("Denied"));
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).hasSize(1);
      assertThat(world.journal().of(EventType.DRIFT_FIGHT)).as("nothing was put right").isEmpty();
      assertThat(world.journal().of(EventType.RECONCILE_FAILED))
          .as("once for each attempt")
          .hasSize((int) attempts(world));

      world.calm().run(Duration.ofMinutes(17));
      assertThat(world.journal().of(EventType.DRIFT_CORRECTED)).hasSize(1);
      assertThat(world.status("acme").is(Condition.DEGRADED)).isFalse();
    }
  }

  @Test
  void X28_a_new_spec_and_a_new_process_try_at_once() {
    try (World world = denied()) {
      world.run(Duration.ofHours(1));
      long before = attempts(world);
      world.desire(ACME + "  logs: {retentionDays: 90}\n").pass();
      assertThat(attempts(world)).isEqualTo(before + 1);

      world.run(Duration.ofHours(1));
      before = attempts(world);
      world.restartOperator();
      world.pass();
      assertThat(attempts(world)).isEqualTo(before + 1);
    }
  }

  @Test
  void X28_one_denied_call_holds_up_no_other_and_no_other_deployment() {
    String other = Yaml.minimal("other");
    try (World world = World.converged(ACME + "---\n" + other)) {
      world
          .person()
          .iam()
          .putRolePolicy(
              r ->
                  r.roleName("purple-mcp-acme")
                      .policyName("by-hand")
                      .policyDocument(
                          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"));
      world.deny("iam", "DeleteRolePolicy");
      world.forget().run(Duration.ofMinutes(10));
      scaleToZero(world, "acme");
      scaleToZero(world, "other");
      world.run(Duration.ofSeconds(70));
      assertThat(world.writes())
          .filteredOn(call -> call.operation().equals("UpdateService"))
          .as("both are put right at the next look")
          .hasSize(2);
    }
  }

  private static void scaleToZero(World world, String service) {
    world
        .person()
        .ecs()
        .updateService(r -> r.cluster("purple-mcp-cluster").service(service).desiredCount(0));
  }

  @Test
  void a_notice_that_differs_in_the_id_of_its_request_only_is_told_once() {
    String verified =
        ACME.replace(
            "{secretName: purple-mcp/quickstart}",
            "{secretName: purple-mcp/quickstart, verifyKeys: true}");
    try (World world = World.empty().deny("secretsmanager", "GetSecretValue").desire(verified)) {
      world.run(Duration.ofHours(2));
      assertThat(world.journal().of(EventType.NOTICE))
          .filteredOn(event -> event.message().contains("GetSecretValue"))
          .hasSize(1);
    }
  }

  /** Somebody took the retention away, and AWS lets us not put it back. */
  private static World denied() {
    World world = World.converged(ACME).passes(1);
    world.deny("logs", "PutRetentionPolicy");
    world.person().logs().deleteRetentionPolicy(r -> r.logGroupName(LOG_GROUP));
    return world.forget();
  }

  private static long attempts(World world) {
    return world.writes().stream()
        .map(CallRecord::operation)
        .filter("PutRetentionPolicy"::equals)
        .count();
  }
}
