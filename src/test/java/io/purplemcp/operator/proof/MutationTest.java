package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TD05, SV22, X31, WF05: whatever is changed behind the operator's back is reported as exactly one
 * drift at its path, put back, and then it is quiet again.
 */
class MutationTest {
  private static World world;

  @BeforeAll
  static void converge() {
    world = World.empty().desire(Yaml.withLoadBalancer("acme")).converge().passes(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Mutation> mutations() {
    return Stream.of(
            LoadBalancing.mutations(),
            Identity.mutations(),
            Network.mutations(),
            Running.mutations())
        .flatMap(mutations -> mutations);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void one_change_by_hand_is_one_drift_and_is_put_back(Mutation mutation) {
    mutation.isOneDriftAndPutBack(world, "acme");
  }

  @Test
  void X31_SV09_a_deleted_service_comes_back_when_the_old_one_has_drained() {
    world.run(Duration.ofMinutes(3)).settle().forget();
    world
        .person()
        .ecs()
        .deleteService(r -> r.cluster(Handmade.CLUSTER).service("acme").force(true));
    world.run(Duration.ofMinutes(10)).converge();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .singleElement()
        .matches(event -> event.field("resource").equals("Service"))
        .matches(event -> event.field("field").equals("presence"));
    assertThat(world.journal().of(EventType.CHANGE_FAILED)).isEmpty();
    assertThat(new Handmade(world.person(), "acme").service().status()).isEqualTo("ACTIVE");
  }
}
