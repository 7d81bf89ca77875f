package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import java.util.function.Consumer;
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
  /** Passes after which every single read has had its turn. */
  private static final int TURNS = 2;

  private static World world;

  /**
   * @param resource the kind that is to be reported
   * @param field the path that is to be reported; {@code *} at its end for an ARN that nobody knows
   *     beforehand
   */
  record Mutation(String name, String resource, String field, Consumer<Handmade> act) {
    boolean concerns(String path) {
      return field.endsWith("*")
          ? path.startsWith(field.substring(0, field.length() - 1))
          : path.equals(field);
    }

    @Override
    public String toString() {
      return name;
    }
  }

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
    // So that nothing of an earlier row is within the operator's patience for late reads.
    world.run(Duration.ofMinutes(3)).settle().forget();
    mutation.act().accept(new Handmade(world.person(), "acme"));
    world.forget().pass();
    // What AWS cannot be asked for in bulk is read in turn.
    for (int turn = 0; turn < TURNS && untold(); turn++) {
      world.passes(1);
    }
    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .as("drift told after: %s%n%s", mutation, world.journal())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.field("resource")).isEqualTo(mutation.resource());
              assertThat(event.field("field")).matches(mutation::concerns, mutation.field());
              assertThat(event.field("desired")).isNotEqualTo(event.field("observed"));
              assertThat(event.field("reason")).isEqualTo("DRIFT");
            });
    world.settle().converge();
    assertThat(world.journal().of(EventType.DRIFT_CORRECTED))
        .as("corrected after: %s%n%s", mutation, world.journal())
        .extracting(Event::type)
        .hasSize(1);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    world.passes(1).forget().passes(2);
    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }

  private static boolean untold() {
    return world.journal().of(EventType.DRIFT_DETECTED).isEmpty();
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
