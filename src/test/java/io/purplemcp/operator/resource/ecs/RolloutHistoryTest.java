package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.resource.Examples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

final class RolloutHistoryTest {
  private static RolloutHistory newestFirst(String... rollouts) {
    var list = new ArrayList<Rollout>();
    for (int i = 0; i < rollouts.length; i++) {
      String[] parts = rollouts[i].split(" ");
      list.add(
          new Rollout(
              parts[0],
              ServiceDeploymentStatus.fromValue(parts[1]),
              "",
              Examples.NOW.minusSeconds(i)));
    }
    return new RolloutHistory(List.copyOf(list));
  }

  @Test
  void X32_aRevisionThatWasRolledBackIsGivenUp() {
    assertThat(newestFirst("acme:8 ROLLBACK_SUCCESSFUL", "acme:7 SUCCESSFUL").givenUp("acme:8"))
        .isPresent();
    assertThat(newestFirst("acme:8 ROLLBACK_IN_PROGRESS", "acme:7 SUCCESSFUL").givenUp("acme:8"))
        .isPresent();
    assertThat(newestFirst("acme:8 STOPPED", "acme:7 SUCCESSFUL").givenUp("acme:8")).isPresent();
  }

  @Test
  void X32_itStaysGivenUpWhenTheOldRevisionIsRolledOutOnceMore() {
    assertThat(
            newestFirst("acme:7 SUCCESSFUL", "acme:8 ROLLBACK_SUCCESSFUL", "acme:7 SUCCESSFUL")
                .givenUp("acme:8"))
        .isPresent();
  }

  @Test
  void aFailureIsHistoryOnceAnotherRevisionHasBeenRolledOut() {
    assertThat(
            newestFirst("acme:9 SUCCESSFUL", "acme:8 ROLLBACK_SUCCESSFUL", "acme:7 SUCCESSFUL")
                .givenUp("acme:8"))
        .isEmpty();
  }

  @Test
  void aRevisionThatWasRolledOutWellIsDriftWhenAnotherRuns() {
    assertThat(newestFirst("other:1 SUCCESSFUL", "acme:8 SUCCESSFUL").givenUp("acme:8")).isEmpty();
  }

  @Test
  void whatWasNeverRolledOutWasNeverGivenUp() {
    assertThat(newestFirst("acme:7 SUCCESSFUL").givenUp("acme:8")).isEmpty();
    assertThat(RolloutHistory.UNKNOWN.givenUp("acme:8")).isEmpty();
  }
}
