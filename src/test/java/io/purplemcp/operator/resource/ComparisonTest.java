package io.purplemcp.operator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void X21_X22_X23_one_field_is_hidden_and_still_said_to_differ_and_its_neighbours_are_shown() {
    var comparison = new Comparison().sensitive("token", false).value("cpu", 512, 256);
    assertThat(comparison.differences())
        .extracting(Difference::toString)
        .containsExactly("token: (sensitive) -> (sensitive)", "cpu: 256 -> 512");
    assertThat(comparison.desired()).containsEntry("token", "(sensitive)");
  }
}
