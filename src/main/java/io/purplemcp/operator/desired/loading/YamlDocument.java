package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.Source;
import java.util.Map;
import java.util.Optional;

/**
 * One document of a file: its values, and where each of them stands.
 *
 * @param file the file's name
 * @param tree the values; TextNode for what YAML reads as text
 * @param positions of the keys of mappings and the items of lists, by JSON pointer; the document's
 *     own beginning under the empty pointer
 * @param spellings of plain numbers, by JSON pointer: 0123 is 123 in the tree
 */
record YamlDocument(
    String file, JsonNode tree, Map<String, Position> positions, Map<String, String> spellings) {
  /** Line and column, both from 1. */
  record Position(int line, int column) {}

  Source source() {
    return new Source(file, position("").line());
  }

  boolean has(String pointer) {
    return !tree.at(pointer).isMissingNode();
  }

  /** A problem with what stands at a pointer, or with its being absent. */
  Problem problem(String pointer, String message) {
    return problem(pointer, found(pointer), message, Optional.empty());
  }

  /** What stands at a pointer, as far as it may be told. */
  Optional<String> found(String pointer) {
    return Found.at(pointer, tree.at(pointer))
        .map(described -> Optional.ofNullable(spellings.get(pointer)).orElse(described));
  }

  Problem problem(
      String pointer, Optional<String> found, String message, Optional<String> suggestion) {
    Position position = position(pointer);
    return new Problem(
        file,
        position.line(),
        position.column(),
        FieldPath.display(pointer),
        found,
        message,
        suggestion);
  }

  private Position position(String pointer) {
    String at = pointer;
    while (!positions.containsKey(at) && !at.isEmpty()) {
      at = FieldPath.parent(at);
    }
    return positions.getOrDefault(at, new Position(1, 1));
  }
}
