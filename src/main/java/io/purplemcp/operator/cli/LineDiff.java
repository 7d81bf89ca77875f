package io.purplemcp.operator.cli;

import java.util.ArrayList;
import java.util.List;

/** What tells two texts apart, line by line: the shortest edit that keeps their common lines. */
final class LineDiff {
  /** One line of the comparison. */
  record Line(Side side, String text) {}

  /** Where a line is found. */
  enum Side {
    BOTH,
    BEFORE,
    AFTER
  }

  private LineDiff() {}

  static List<Line> of(List<String> before, List<String> after) {
    int[][] common = commonLines(before, after);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean same = i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
      if (same) {
        lines.add(new Line(Side.BOTH, before.get(i++)));
        j++;
      } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line(Side.BEFORE, before.get(i++)));
      } else {
        lines.add(new Line(Side.AFTER, after.get(j++)));
      }
    }
    return lines;
  }

  /** How many lines the rests of both texts have in common, from each pair of places on. */
  private static int[][] commonLines(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
