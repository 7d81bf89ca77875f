package io.purplemcp.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftLedgerTest {
  private static final DriftLedger.Field FIELD =
      new DriftLedger.Field(new ResourceId("LoadBalancer", "acme"), "idleTimeout");

  private final DriftLedger ledger = new DriftLedger();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void drift_is_told_once_and_not_once_per_pass() {
    assertThat(ledger.seen(Map.of(FIELD, observed("60")), now)).hasSize(1);
    assertThat(ledger.seen(Map.of(FIELD, observed("60")), now.plusSeconds(60))).isEmpty();
  }

  @Test
  void another_value_is_another_occurrence() {
    ledger.seen(Map.of(FIELD, observed("60")), now);
    assertThat(ledger.seen(Map.of(FIELD, observed("30")), now)).hasSize(1);
  }

  @Test
  void what_is_gone_is_closed_once_and_knows_whether_we_put_it_right() {
    ledger.seen(Map.of(FIELD, observed("60")), now);
    ledger.corrected(FIELD, now);
    assertThat(ledger.gone(Set.of())).singleElement().matches(DriftLedger.Open::corrected);
    assertThat(ledger.gone(Set.of())).isEmpty();
  }

  @Test
  void X18_three_corrections_open_a_gap_that_doubles_up_to_an_hour() {
    for (int i = 0; i < DriftLedger.FIGHT; i++) {
      assertThat(ledger.heldUntil(FIELD, now)).isEmpty();
      ledger.corrected(FIELD, now);
    }
    assertThat(ledger.heldUntil(FIELD, now)).contains(now.plus(DriftLedger.FIRST_GAP));

    now = now.plus(DriftLedger.FIRST_GAP);
    assertThat(ledger.heldUntil(FIELD, now)).isEmpty();
    ledger.corrected(FIELD, now);
    assertThat(ledger.heldUntil(FIELD, now)).contains(now.plus(Duration.ofMinutes(2)));
    for (int i = 0; i < 20; i++) {
      ledger.corrected(FIELD, now);
    }
    assertThat(ledger.heldUntil(FIELD, now)).contains(now.plus(DriftLedger.LONGEST_GAP));
  }

  @Test
  void X01_a_fight_is_announced_once() {
    assertThat(ledger.fightBegins(FIELD, now)).isTrue();
    assertThat(ledger.fightBegins(FIELD, now.plusSeconds(60))).isFalse();
  }

  @Test
  void X18_a_new_spec_forgets_the_fight() {
    for (int i = 0; i < DriftLedger.FIGHT; i++) {
      ledger.corrected(FIELD, now);
    }
    ledger.forget();
    assertThat(ledger.heldUntil(FIELD, now)).isEmpty();
  }

  private static Difference observed(String value) {
    return new Difference(FIELD.path(), Value.of("300"), Value.of(value));
  }
}
