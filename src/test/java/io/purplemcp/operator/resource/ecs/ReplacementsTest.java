package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** SV20: tasks that do not stay, told from those that were to go. */
class ReplacementsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final List<ServiceEvent> events = new ArrayList<>();

  @Test
  void SV20_tasks_that_end_by_themselves_are_counted() {
    each(5, "has started 1 tasks: (task 1).");
    assertThat(many(1)).contains(4);
  }

  @Test
  void SV20_one_or_two_are_no_news() {
    each(3, "has started 1 tasks: (task 1).");
    assertThat(many(1)).isEmpty();
  }

  @Test
  void SV20_tasks_that_fail_their_health_checks_are_counted() {
    for (int i = 0; i < 4; i++) {
      each(1, "(port 8000) is unhealthy in (target-group arn) due to (reason Request timed out)");
      each(1, "has stopped 1 running tasks: (task 1).");
      each(1, "has started 1 tasks: (task 2).");
    }
    assertThat(many(1)).contains(3);
  }

  @Test
  void SV20_scaling_out_and_in_again_is_something_else() {
    each(5, "has started 1 tasks: (task 1).");
    each(4, "has stopped 1 running tasks: (task 1).");
    assertThat(many(2)).isEmpty();
    assertThat(many(1)).isEmpty();
  }

  @Test
  void SV20_what_was_before_the_last_rollout_was_over_is_forgotten() {
    each(9, "has started 1 tasks: (task 1).");
    each(1, "(deployment ecs-svc/1) deployment completed.");
    assertThat(many(1)).isEmpty();
  }

  @Test
  void SV20_what_was_long_ago_is_forgotten() {
    each(9, "has started 1 tasks: (task 1).");
    assertThat(replacements(1).many(NOW.plusSeconds(3600))).isEmpty();
  }

  private void each(int times, String message) {
    for (int i = 0; i < times; i++) {
      events.add(
          ServiceEvent.builder()
              .createdAt(NOW.minusSeconds(600).plusSeconds(events.size()))
              .message("(service acme) " + message)
              .build());
    }
  }

  private Optional<Integer> many(int running) {
    return replacements(running).many(NOW);
  }

  private Replacements replacements(int running) {
    return new Replacements(Service.builder().runningCount(running).events(events).build());
  }
}
