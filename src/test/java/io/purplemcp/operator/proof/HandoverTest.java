package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Deaths;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** LB01, SV18: clients are served while one target group takes the place of another. */
class HandoverTest {
  private static final String ACME = Yaml.withLoadBalancer("acme");
  private static final String OTHER_PORT = ACME + "  server: {port: 9000}\n";

  /** From the moment at which ECS stops the last old task to the operator's next look. */
  private static final int UNAVOIDABLE_SECONDS = 5;

  private static final String ATTACHED =
      Yaml.gateway("shared") + "---\n" + Yaml.attached("acme", "shared");

  @Test
  void LB01_clients_are_served_while_the_tasks_move_to_another_port() {
    try (World world = World.converged(ACME)) {
      world.forget().desire(OTHER_PORT);
      assertThat(secondsWithoutService(world, () -> handedOver(world)))
          .isLessThanOrEqualTo(UNAVOIDABLE_SECONDS);
      world.converge().run(Duration.ofMinutes(5));
      assertThat(world.person().elasticLoadBalancing().describeTargetGroups().targetGroups())
          .singleElement()
          .matches(group -> group.port() == 9000);
      assertThat(new Handmade(world.person(), "acme").group("tasks").ipPermissions())
          .as("the old port is closed in the end")
          .allMatch(permission -> permission.fromPort() == 9000);
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void LB01_the_plan_says_who_serves_meanwhile() {
    try (World world = World.converged(ACME).desire(OTHER_PORT)) {
      assertThat(world.plan().get(0).deployments().get(0).changes())
          .filteredOn(planned -> planned.change().resource().kind().equals("Listener"))
          .extracting(planned -> planned.change().disruption().orElse(""))
          .containsExactly(
              "clients stay with the old target group until a task is healthy in the new one");
    }
  }

  @Test
  void LB01_behind_a_gateway_clients_are_served_while_the_tasks_move_to_another_port() {
    try (World world = World.converged(ATTACHED)) {
      world.forget().desire(ATTACHED + "  server: {port: 9000}\n");
      assertThat(world.plan().get(0).deployments())
          .flatExtracting(plan -> plan.changes())
          .filteredOn(planned -> planned.change().resource().kind().equals("ListenerRule"))
          .extracting(planned -> planned.change().disruption().orElse(""))
          .containsExactly(
              "clients stay with the old target group until a task is healthy in the new one");
      assertThat(secondsWithoutService(world, () -> handedOver(world)))
          .isLessThanOrEqualTo(UNAVOIDABLE_SECONDS);
      world.converge().run(Duration.ofMinutes(5));
      assertThat(world.person().elasticLoadBalancing().describeTargetGroups().targetGroups())
          .singleElement()
          .matches(group -> group.port() == 9000);
      assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
      world.forget().passes(3);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void SV18_behind_a_gateway_clients_are_served_all_the_time_when_ecs_rolls_back() {
    String broken =
        ATTACHED.replace(
                "  console: {", "  image: public.ecr.aws/acme/does-not-exist:1\n  console: {")
            + "  server: {port: 9000}\n";
    try (World world = World.converged(ATTACHED)) {
      world.forget().desire(broken);
      assertThat(secondsWithoutService(world, () -> degraded(world, "RolledBack"))).isZero();
      world.run(Duration.ofMinutes(10));
      assertThat(served(world)).isTrue();
    }
  }

  @Test
  void SV18_when_ecs_rolls_back_clients_were_served_all_the_time_and_still_are() {
    String broken =
        OTHER_PORT.replace("spec:\n", "spec:\n  image: public.ecr.aws/acme/does-not-exist:1\n");
    try (World world = World.converged(ACME)) {
      world.forget().desire(broken);
      assertThat(secondsWithoutService(world, () -> degraded(world, "RolledBack"))).isZero();
      world.run(Duration.ofMinutes(10));
      assertThat(served(world)).isTrue();
      assertThat(degraded(world, "RolledBack")).isTrue();

      world.desire(OTHER_PORT).converge().run(Duration.ofMinutes(5));
      assertThat(served(world)).isTrue();
      assertThat(handedOver(world)).isTrue();
    }
  }

  @Test
  void LB01_with_no_task_wanted_the_listener_does_not_wait_for_one() {
    String idle = "  compute: {replicas: 0}\n";
    try (World world = World.converged(ACME + idle)) {
      world.desire(OTHER_PORT + idle).converge().run(Duration.ofMinutes(5));
      assertThat(handedOver(world)).isTrue();
    }
  }

  @Test
  @Tag("crash")
  void X13_the_handover_survives_a_crash_at_every_call() {
    try (World world = World.empty().settings(World.UNHURRIED).desire(ACME).converge()) {
      Deaths deaths = Deaths.of(world);
      world.desire(OTHER_PORT).converge().run(Duration.ofMinutes(5));
      Inventory undisturbed = Inventory.of(world);
      assertThat(deaths.count()).isGreaterThan(8);
      deaths.each(
          next -> {
            next.converge().run(Duration.ofMinutes(5));
            assertThat(Inventory.of(next)).isEqualTo(undisturbed);
          });
    }
  }

  private static int secondsWithoutService(World world, BooleanSupplier over) {
    int[] seconds = new int[1];
    world.until(
        () -> {
          seconds[0] += served(world) ? 0 : 1;
          return over.getAsBoolean();
        });
    return seconds[0];
  }

  /** Whether the listener serves by a group, and each by which it does has a healthy target. */
  private static boolean served(World world) {
    AwsClients aws = world.person();
    List<String> serving = serving(actions(aws));
    return !serving.isEmpty()
        && serving.stream()
            .allMatch(
                arn ->
                    aws
                        .elasticLoadBalancing()
                        .describeTargetHealth(r -> r.targetGroupArn(arn))
                        .targetHealthDescriptions()
                        .stream()
                        .anyMatch(t -> t.targetHealth().state() == TargetHealthStateEnum.HEALTHY));
  }

  /** What serves the deployment's clients: its rule on the gateway, or its own listener. */
  private static List<Action> actions(AwsClients aws) {
    boolean shared =
        aws.elasticLoadBalancing().describeLoadBalancers().loadBalancers().stream()
            .anyMatch(balancer -> balancer.loadBalancerName().equals("shared"));
    return shared
        ? GatewayMutations.rule(aws.elasticLoadBalancing(), GatewayMutations.ACME).actions()
        : new Handmade(aws, "acme").listener(443).defaultActions();
  }

  private static List<String> serving(List<Action> actions) {
    List<String> serving = new ArrayList<>();
    for (Action action : actions) {
      if (action.forwardConfig() == null || action.forwardConfig().targetGroups().isEmpty()) {
        serving.add(action.targetGroupArn());
      } else {
        action.forwardConfig().targetGroups().stream()
            .filter(group -> group.weight() == null || group.weight() > 0)
            .map(TargetGroupTuple::targetGroupArn)
            .forEach(serving::add);
      }
    }
    return serving;
  }

  private static boolean handedOver(World world) {
    return world.person().elasticLoadBalancing().describeTargetGroups().targetGroups().stream()
            .allMatch(group -> group.port() == 9000)
        && world.status("acme").is(Condition.READY);
  }

  private static boolean degraded(World world, String reason) {
    return world
        .board()
        .find("acme")
        .flatMap(status -> status.condition(Condition.DEGRADED))
        .filter(condition -> condition.reason().equals(reason))
        .isPresent();
  }
}
