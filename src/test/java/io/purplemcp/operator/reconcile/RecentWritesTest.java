package io.purplemcp.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.resource.Change;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
  private static final ResourceId GROUP = new ResourceId("SecurityGroup", "acme-alb");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RecentWrites recent = new RecentWrites();

  @Test
  void X11_SV07_what_we_have_just_made_is_not_made_again_because_a_read_lags() {
    Change create = Change.create(GROUP, List.of());
    recent.wrote(create, NOW);
    assertThat(recent.explains(create, NOW.plusSeconds(59))).isTrue();
    assertThat(recent.explains(create, NOW.plus(RecentWrites.WINDOW))).isFalse();
  }

  @Test
  void a_stale_value_is_the_one_that_we_replaced() {
    recent.wrote(update("300", "60"), NOW);
    assertThat(recent.explains(update("300", "60"), NOW.plusSeconds(1))).isTrue();
  }

  @Test
  void another_value_is_drift_at_once() {
    recent.wrote(update("300", "60"), NOW);
    assertThat(recent.explains(update("300", "45"), NOW.plusSeconds(1))).isFalse();
  }

  @Test
  void values_of_two_writes_in_a_row_may_both_still_be_seen() {
    recent.wrote(update("300", "60"), NOW);
    recent.wrote(update("600", "300"), NOW.plusSeconds(5));
    assertThat(recent.explains(update("600", "300"), NOW.plusSeconds(6))).isTrue();
    assertThat(recent.explains(update("600", "60"), NOW.plusSeconds(6))).isTrue();
  }

  @Test
  void ids_that_a_write_taught_are_known_while_reads_may_lag() {
    recent.learnt(Reference.TARGET_GROUP_ARN, "arn:tg", NOW);
    assertThat(recent.references(NOW.plusSeconds(1)))
        .containsEntry(Reference.TARGET_GROUP_ARN, "arn:tg");
    assertThat(recent.references(NOW.plus(RecentWrites.WINDOW))).isEmpty();
  }

  private static Change update(String desired, String observed) {
    return Change.update(
        GROUP, List.of(new Difference("field", Value.of(desired), Value.of(observed))), List.of());
  }
}
