package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.testing.Inventory;
import io.purplemcp.operator.testing.MortalOperator;
import io.purplemcp.operator.testing.OperatorDied;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import org.junit.jupiter.api.Test;

/** X13: the process may die at any mutating call; the next one ends in the same state. */
class CrashTest {
  private static final String DEPLOYMENT = Yaml.withLoadBalancer("acme");

  @Test
  void X13_dying_before_any_call_of_a_convergence_leaves_one_of_everything_in_the_end() {
    everyPosition(MortalOperator.Moment.BEFORE_THE_CALL);
  }

  @Test
  void X13_dying_between_any_call_and_its_answer_leaves_one_of_everything_in_the_end() {
    everyPosition(MortalOperator.Moment.BEFORE_THE_ANSWER);
  }

  private static void everyPosition(MortalOperator.Moment moment) {
    Inventory undisturbed;
    int calls;
    MortalOperator immortal = MortalOperator.never();
    try (World world = World.empty().intercept(immortal).desire(DEPLOYMENT).converge()) {
      undisturbed = Inventory.of(world);
      calls = immortal.writes();
    }
    assertThat(calls).isGreaterThan(15);
    for (int position = 1; position <= calls; position++) {
      MortalOperator mortal = MortalOperator.at(position, moment);
      try (World world = World.empty().intercept(mortal).desire(DEPLOYMENT)) {
        try {
          world.converge();
          throw new AssertionError("it should have died at call " + position);
        } catch (OperatorDied died) {
          world.restartOperator();
        }
        world.converge();
        assertThat(Inventory.of(world))
            .as("after dying at call %d", position)
            .isEqualTo(undisturbed);
        world.forget().passes(2);
        assertThat(world.writes()).as("quiet after dying at call %d", position).isEmpty();
      }
    }
  }
}
