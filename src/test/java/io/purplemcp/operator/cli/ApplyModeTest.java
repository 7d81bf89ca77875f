package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.Condition.Status;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.resource.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When apply has nothing more to wait for. */
class ApplyModeTest {
  private static DeploymentStatus status(Status ready, Status progressing, Reason degraded) {
    return new DeploymentStatus(
        "acme",
        "us-east-1",
        1,
        1,
        List.of(
            condition(Condition.READY, ready, Reason.Ready),
            condition(Condition.PROGRESSING, progressing, Reason.Ready),
            condition(
                Condition.DEGRADED,
                degraded == Reason.Ready ? Status.False : Status.True,
                degraded)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static Condition condition(String type, Status status, Reason reason) {
    return new Condition(type, status, reason.name(), "", Instant.EPOCH);
  }

  @Test
  void what_is_ready_is_done() {
    assertThat(ApplyMode.settled(status(Status.True, Status.False, Reason.Ready))).isTrue();
    assertThat(ApplyMode.settled(status(Status.True, Status.True, Reason.Ready))).isFalse();
  }

  @Test
  void what_needs_a_person_is_done() {
    assertThat(ApplyMode.settled(status(Status.False, Status.False, Reason.Denied))).isTrue();
    assertThat(ApplyMode.settled(status(Status.False, Status.False, Reason.RolloutFailed)))
        .isTrue();
  }

  @Test
  void tasks_that_fail_are_waited_for_because_ecs_goes_on() {
    assertThat(ApplyMode.settled(status(Status.False, Status.False, Reason.TasksFailing)))
        .isFalse();
  }
}
