package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * X13: AWS has done what was asked and its answer is lost. The process lives on; in the end there
 * is one of everything, and nobody had to help.
 */
class LostAnswerTest {
  private static final String DEPLOYMENT = Yaml.withLoadBalancer("acme");

  private static Inventory undisturbed;
  private static List<CallRecord> writes;

  @BeforeAll
  static void converge() {
    try (World world = World.empty().desire(DEPLOYMENT).converge()) {
      undisturbed = Inventory.of(world);
      writes = world.writes();
    }
  }

  @Test
  void X13_the_lost_answer_to_any_write_leaves_one_of_everything() {
    writes.stream()
        .map(write -> Fault.answerLost(write.service(), write.operation(), 1))
        .distinct()
        .forEach(fault -> endsInTheSameState(World.empty(), fault, Inventory::names));
  }

  @Test
  void X13_when_the_answer_to_the_second_try_is_lost_too_there_is_still_one() {
    creations()
        .map(write -> Fault.answerLost(write.service(), write.operation(), 2))
        .forEach(fault -> endsInTheSameState(World.empty(), fault, Inventory::names));
  }

  /**
   * A lost connection is what the SDK repeats by itself, before the operator hears of it. ECS has
   * no token for a registration, so that a family may have a revision more; the service runs one.
   */
  @Test
  void X13_a_creation_that_the_sdk_itself_repeats_unseen_leaves_one_of_everything() {
    Function<URI, Sessions> repeating = RealDoors.repeating();
    creations()
        .map(write -> Fault.answerLost(write.service(), write.operation(), 1))
        .forEach(
            fault ->
                endsInTheSameState(
                    World.empty().through(repeating), fault, LostAnswerTest::families));
  }

  private static Map<String, List<String>> families(Inventory inventory) {
    Map<String, List<String>> names = new TreeMap<>(inventory.names());
    names.computeIfPresent(
        "task definition", (kind, families) -> families.stream().distinct().toList());
    return names;
  }

  private static Stream<CallRecord> creations() {
    return writes.stream()
        .filter(write -> write.operation().matches("(Create|Register).*"))
        .collect(Collectors.toMap(CallRecord::operation, write -> write, (one, other) -> one))
        .values()
        .stream();
  }

  private static void endsInTheSameState(
      World made, Fault fault, Function<Inventory, Map<String, List<String>>> what) {
    try (World world = made) {
      world.sandbox().chaos(world.sandbox().chaos().withFault(fault));
      world.desire(DEPLOYMENT).converge();
      assertThat(world.sandbox().chaos().faults())
          .as("it happened at least once")
          .noneMatch(left -> left.times() == fault.times());
      assertThat(what.apply(Inventory.of(world)))
          .as("after %s", fault)
          .isEqualTo(what.apply(undisturbed));
      world.forget().passes(2);
      assertThat(world.writes()).as("quiet after %s", fault).isEmpty();
    }
  }
}
