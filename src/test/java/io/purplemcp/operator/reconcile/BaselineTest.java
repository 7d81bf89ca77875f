package io.purplemcp.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.resource.Action;
import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Occasion;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final ResourceId BALANCER = new ResourceId("LoadBalancer", "acme");
  private static final Difference TIMEOUT =
      new Difference("idleTimeout", Value.of(300), Value.of(60));

  private final Baseline remembered =
      new Baseline(Optional.of(Map.of(BALANCER, Map.of("idleTimeout", "300"))), true);

  @Test
  void a_field_that_is_wanted_as_it_was_wanted_has_drifted() {
    assertThat(remembered.cause(update(TIMEOUT))).isEqualTo(Cause.DRIFT);
    assertThat(remembered.drift(update(TIMEOUT))).containsExactly(TIMEOUT);
  }

  @Test
  void a_field_that_is_wanted_otherwise_than_before_is_config() {
    Difference raised = new Difference("idleTimeout", Value.of(600), Value.of(300));
    assertThat(remembered.cause(update(raised))).isEqualTo(Cause.CONFIG);
    assertThat(remembered.drift(update(raised))).isEmpty();
  }

  @Test
  void one_resource_may_have_both_and_the_drift_is_still_told() {
    Difference scheme = new Difference("scheme", Value.of("internal"), Value.of("other"));
    assertThat(remembered.cause(update(TIMEOUT, scheme))).isEqualTo(Cause.CONFIG);
    assertThat(remembered.drift(update(TIMEOUT, scheme))).containsExactly(TIMEOUT);
  }

  @Test
  void something_added_by_hand_is_drift_though_nobody_ever_wanted_it() {
    Difference rule = new Difference("ingress[tcp/22]", Value.ABSENT, Value.of("allowed"));
    assertThat(remembered.drift(update(rule))).containsExactly(rule);
  }

  @Test
  void a_resource_that_was_there_and_is_gone_is_one_drift() {
    Change create = Change.create(BALANCER, List.of(TIMEOUT));
    assertThat(remembered.drift(create))
        .extracting(Difference::path)
        .containsExactly(Baseline.PRESENCE);
  }

  @Test
  void a_new_resource_is_config() {
    Change create = Change.create(new ResourceId("Listener", "acme:80"), List.of(TIMEOUT));
    assertThat(remembered.cause(create)).isEqualTo(Cause.CONFIG);
  }

  @Test
  void housekeeping_is_never_drift() {
    Change reap =
        new Change(
            new ResourceId("TaskDefinition", "acme:1"),
            Action.REAP,
            List.of(),
            Optional.empty(),
            List.of());
    assertThat(remembered.cause(reap)).isEqualTo(Cause.CONFIG);
    assertThat(remembered.drift(reap)).isEmpty();
  }

  @Test
  void after_a_restart_the_hash_in_the_tag_decides() {
    assertThat(new Baseline(Optional.empty(), true).cause(update(TIMEOUT))).isEqualTo(Cause.DRIFT);
    assertThat(new Baseline(Optional.empty(), false).cause(update(TIMEOUT)))
        .isEqualTo(Cause.CONFIG);
  }

  @Test
  void what_waits_for_another_change_is_not_drift_of_its_own() {
    Difference pending = new Difference("targetGroupArn", Value.PENDING, Value.of("arn:old"));
    Baseline restarted = new Baseline(Optional.empty(), true);
    assertThat(restarted.drift(update(pending))).isEmpty();
  }

  @Test
  void a_rotation_is_a_cause_of_its_own_whatever_is_remembered() {
    Change rotation = update(TIMEOUT).because(Occasion.of(Occasion.Kind.ROTATION, "idleTimeout"));
    for (boolean same : List.of(true, false)) {
      Baseline restarted = new Baseline(Optional.empty(), same);
      assertThat(restarted.cause(rotation)).isEqualTo(Cause.ROTATION);
      assertThat(restarted.drift(rotation)).isEmpty();
    }
    assertThat(remembered.cause(rotation)).isEqualTo(Cause.ROTATION);
  }

  @Test
  void an_edit_weighs_more_than_a_rotation_and_a_rotation_more_than_drift() {
    Difference raised = new Difference("idleTimeout", Value.of(600), Value.of(300));
    Difference version = new Difference("version", Value.of("2"), Value.of("1"));
    Occasion rotation = Occasion.of(Occasion.Kind.ROTATION, "version");
    assertThat(remembered.cause(update(raised, version).because(rotation))).isEqualTo(Cause.CONFIG);
    assertThat(remembered.cause(update(TIMEOUT, version).because(rotation)))
        .isEqualTo(Cause.ROTATION);
  }

  @Test
  void a_note_of_our_own_is_no_drift_after_a_restart_and_a_hand_on_it_is_while_it_is_remembered() {
    Change note = update(TIMEOUT).because(Occasion.of(Occasion.Kind.NOTE, "idleTimeout"));
    assertThat(new Baseline(Optional.empty(), true).cause(note)).isEqualTo(Cause.CONFIG);
    assertThat(remembered.cause(note)).isEqualTo(Cause.DRIFT);
  }

  private static Change update(Difference... differences) {
    return Change.update(BALANCER, List.of(differences), List.of());
  }
}
