package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineDiffTest {
  @Test
  void whatIsCommonIsKeptInItsOrder() {
    assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "x", "c")))
        .containsExactly(
            new LineDiff.Line(LineDiff.Side.BOTH, "a"),
            new LineDiff.Line(LineDiff.Side.BEFORE, "b"),
            new LineDiff.Line(LineDiff.Side.AFTER, "x"),
            new LineDiff.Line(LineDiff.Side.BOTH, "c"));
  }

  @Property
  void bothTextsCanBeReadFromTheirComparison(
      @ForAll @Size(max = 12) List<Boolean> before, @ForAll @Size(max = 12) List<Boolean> after) {
    List<String> old = before.stream().map(String::valueOf).toList();
    List<String> young = after.stream().map(String::valueOf).toList();

    List<LineDiff.Line> lines = LineDiff.of(old, young);

    assertThat(without(LineDiff.Side.AFTER, lines)).isEqualTo(old);
    assertThat(without(LineDiff.Side.BEFORE, lines)).isEqualTo(young);
  }

  private static List<String> without(LineDiff.Side side, List<LineDiff.Line> lines) {
    return lines.stream().filter(line -> line.side() != side).map(LineDiff.Line::text).toList();
  }
}
