package io.purplemcp.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When a failure is tried again. */
final class RetryScheduleTest {
  @Property
  void a_delay_stays_within_a_tenth_of_its_cap(
      @ForAll FailureClass failure,
      @ForAll @IntRange(min = 1, max = 10_000) int failures,
      @ForAll long seed) {
    RetrySchedule schedule = RetrySchedule.of(failure);

    assertThat(schedule.delay(failures, new Random(seed)))
        .isPositive()
        .isLessThanOrEqualTo(schedule.cap().plus(schedule.cap().dividedBy(10)));
  }

  @Test
  void x28_nothing_is_given_up_for_good_and_what_a_person_mends_is_tried_slowly() {
    assertThat(RetrySchedule.of(FailureClass.QUOTA).first())
        .isGreaterThan(RetrySchedule.of(FailureClass.TRANSIENT).first());
    assertThat(RetrySchedule.of(FailureClass.DENIED).cap())
        .isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Property
  void gaps_grow(@ForAll FailureClass failure) {
    RetrySchedule schedule = RetrySchedule.of(failure);
    var middle =
        new Random() {
          @Override
          public double nextDouble() {
            return 0.5;
          }
        };

    assertThat(schedule.delay(1, middle)).isEqualTo(schedule.first());
    assertThat(schedule.delay(2, middle)).isGreaterThan(schedule.first());
  }
}
