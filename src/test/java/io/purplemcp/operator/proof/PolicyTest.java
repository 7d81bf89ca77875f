package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** What {@code policy} promises. */
class PolicyTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");

  @Test
  void X19_with_alert_drift_is_told_once_and_never_put_back_whatever_triggers_the_look() {
    try (World world = World.converged(alert(ACME)).forget()) {
      world.person().logs().deleteRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp"));
      world.forget().passes(3);
      world.restartOperator();
      world.passes(1);
      assertThat(world.writes()).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED))
          .as("once by each process")
          .hasSize(2)
          .allMatch(event -> event.field("field").equals("retentionInDays"));
      assertThat(world.status("acme").condition(Condition.SYNCED))
          .hasValueSatisfying(synced -> assertThat(synced.reason()).isEqualTo("DriftNotCorrected"));
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void with_alert_a_new_desired_state_is_still_put_in_force() {
    try (World world = World.converged(alert(ACME))) {
      world.desire(
          alert(ACME).replace("scheme: internal", "scheme: internal\n    idleTimeoutSeconds: 600"));
      world.converge();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      assertThat(idleTimeout(world)).isEqualTo("600");
    }
  }

  @Test
  void paused_changes_nothing_and_says_what_it_would_change() {
    String paused = ACME + "  policy: {paused: true}\n";
    try (World world = World.converged(ACME).forget().desire(paused)) {
      world.person().logs().deleteRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp"));
      world.forget().passes(2);
      assertThat(world.writes()).isEmpty();
      assertThat(world.status("acme").condition(Condition.SYNCED))
          .hasValueSatisfying(synced -> assertThat(synced.reason()).isEqualTo("Paused"));
      assertThat(world.status("acme").pending()).anyMatch(line -> line.contains("retentionInDays"));

      world.desire(ACME).converge();
      assertThat(retention(world)).isEqualTo(30);
    }
  }

  @Test
  void X01_X18_a_field_that_something_else_keeps_changing_back_is_not_fought_for() {
    try (World world = World.converged(ACME).forget()) {
      for (int round = 0; round < 6; round++) {
        world
            .person()
            .logs()
            .putRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp").retentionInDays(7));
        world.run(Duration.ofSeconds(70));
      }
      long corrections =
          world.writes().stream().filter(c -> c.operation().equals("PutRetentionPolicy")).count();
      assertThat(corrections).isBetween(3L, 5L);
      assertThat(world.journal().of(EventType.DRIFT_FIGHT))
          .singleElement()
          .extracting(Event::type)
          .isEqualTo(EventType.DRIFT_FIGHT);
    }
  }

  @Test
  void X18_a_new_spec_ends_the_truce() {
    try (World world = World.converged(ACME)) {
      for (int round = 0; round < 5; round++) {
        world
            .person()
            .logs()
            .putRetentionPolicy(r -> r.logGroupName("/ecs/purple-mcp").retentionInDays(7));
        world.run(Duration.ofSeconds(70));
      }
      world.desire(ACME + "  logs: {retentionDays: 90}\n").converge();
      assertThat(retention(world)).isEqualTo(90);
    }
  }

  private static String alert(String yaml) {
    return yaml + "  policy: {drift: Alert}\n";
  }

  private static Integer retention(World world) {
    return world.person().logs().describeLogGroups().logGroups().stream()
        .filter(group -> group.logGroupName().equals("/ecs/purple-mcp"))
        .map(LogGroup::retentionInDays)
        .findFirst()
        .orElseThrow();
  }

  private static String idleTimeout(World world) {
    var elb = world.person().elasticLoadBalancing();
    String arn = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
    return elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn)).attributes().stream()
        .filter(attribute -> attribute.key().equals("idle_timeout.timeout_seconds"))
        .map(attribute -> attribute.value())
        .findFirst()
        .orElseThrow();
  }
}
