package io.purplemcp.operator.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of the documents, so that tests can hold them against the code. */
final class MarkdownTable {
  static final Path SITE = Path.of("src/site/markdown");

  /** An escaped bar is part of its cell. */
  private static final String BAR = "(?<!\\\\)\\|";

  private MarkdownTable() {}

  /**
   * The cells behind the first of each row, by the first without its backticks.
   *
   * @param header the table's first header cell
   */
  static Map<String, List<String>> read(Path file, String header) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("|")) {
        inside = false;
      } else if (line.startsWith("| " + header + " |")) {
        inside = true;
      } else if (inside && !line.startsWith("|---")) {
        List<String> cells = cells(line);
        rows.put(cells.get(0).replace("`", ""), cells.subList(1, cells.size()));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    List<String> parts = Stream.of(line.split(BAR, -1)).map(String::strip).toList();
    return parts.subList(1, parts.size() - 1);
  }
}
