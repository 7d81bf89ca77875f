package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Event;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.World;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that is changed behind the operator's back.
 *
 * @param resource the kind that is to be reported
 * @param field the path that is to be reported; {@code *} at its end for an ARN that nobody knows
 *     beforehand
 * @param severity the severity that is to be reported
 */
record Mutation(
    String name, String resource, String field, String severity, Consumer<Handmade> act) {
  /** Passes after which every single read has had its turn. */
  private static final int TURNS = 3;

  Mutation(String name, String resource, String field, Consumer<Handmade> act) {
    this(name, resource, field, Event.NORMAL, act);
  }

  /** It opens the deployment. */
  Mutation opening() {
    return new Mutation(name, resource, field, Event.SECURITY, act);
  }

  /** Makes the change in a converged world and watches the operator. */
  void isOneDriftAndPutBack(World world, String deployment) {
    // So that nothing of an earlier row is within the operator's patience for late reads.
    world.wait(Duration.ofMinutes(3)).forget();
    act.accept(new Handmade(world.person(), deployment));
    world.forget().pass();
    // What AWS cannot be asked for in bulk is read in turn.
    for (int turn = 0; turn < TURNS && untold(world); turn++) {
      world.passes(1);
    }
    assertThat(world.journal().of(EventType.DRIFT_DETECTED))
        .as("drift told after: %s%n%s", this, world.journal())
        .singleElement()
        .satisfies(this::isTold);
    world.settle().converge();
    assertThat(world.journal().of(EventType.DRIFT_CORRECTED))
        .as("corrected after: %s%n%s", this, world.journal())
        .hasSize(1);
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).hasSize(1);
    world.passes(1).forget().passes(2);
    assertThat(world.writes()).isEmpty();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }

  private void isTold(Event event) {
    assertThat(event.field("resource")).isEqualTo(resource);
    assertThat(event.field("field")).matches(this::concerns, field);
    assertThat(event.field("desired")).isNotEqualTo(event.field("observed"));
    assertThat(event.field("reason")).isEqualTo("DRIFT");
    assertThat(event.field(Event.SEVERITY)).isEqualTo(severity);
  }

  private boolean concerns(String path) {
    return field.endsWith("*")
        ? path.startsWith(field.substring(0, field.length() - 1))
        : path.equals(field);
  }

  private static boolean untold(World world) {
    return world.journal().of(EventType.DRIFT_DETECTED).isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
