package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log has no more lines than there is to say, and each names what it is about. */
class QuietLogTest {
  private final World world = World.empty();

  @AfterEach
  void close() {
    world.close();
  }

  private List<EventType> told() {
    return world.journal().all().stream().map(Event::type).toList();
  }

  @Test
  void a_drift_that_leaves_the_deployment_ready_is_told_put_back_and_attributed() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(2).forget();
    new Handmade(world.person(), "acme")
        .loadBalancerAttribute("idle_timeout.timeout_seconds", "60");
    world.passes(2);
    assertThat(told())
        .containsExactly(
            EventType.DRIFT_DETECTED,
            EventType.CHANGE_APPLIED,
            EventType.DRIFT_CORRECTED,
            EventType.DRIFT_ATTRIBUTED);
  }

  @Test
  void a_service_that_somebody_stopped_is_not_said_to_be_stopped_as_declared() {
    world.desire(Yaml.withLoadBalancer("acme")).converge().passes(2).forget();
    world
        .person()
        .ecs()
        .updateService(r -> r.cluster(Handmade.CLUSTER).service("acme").desiredCount(0));
    world.passes(4).converge();
    assertThat(world.journal().of(EventType.NOTICE)).isEmpty();
    assertThat(told()).endsWith(EventType.DEPLOYMENT_READY);
  }

  @Test
  void a_rule_is_told_of_the_group_that_it_is_in() {
    world.desire(Yaml.withLoadBalancer("acme")).converge();
    assertThat(
            world.journal().of(EventType.CHANGE_APPLIED).stream()
                .filter(e -> e.field("call").equals("ec2:AuthorizeSecurityGroupIngress"))
                .map(e -> e.field("id")))
        .containsExactlyInAnyOrder("acme-alb", "acme-tasks");
  }
}
