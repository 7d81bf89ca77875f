package io.purplemcp.operator.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines up columns. */
final class Grid {
  private Grid() {}

  /**
   * One line per row, each column as wide as its widest cell, and no spaces at the end of a line.
   *
   * @param rows rows of equally many cells
   * @param gap the spaces between two columns
   */
  static List<String> lines(List<List<String>> rows, String gap) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(padded(row.get(column), width(rows, column))).append(gap);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  static String padded(String cell, int width) {
    return cell + " ".repeat(Math.max(0, width - cell.length()));
  }

  static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
