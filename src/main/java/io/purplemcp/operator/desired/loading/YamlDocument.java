package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.Source;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One document of a file: its values, and where each of them stands.
 *
 * @param file the file's name
 * @param tree the values; TextNode for what YAML reads as text
 * @param positions of the keys of mappings and the items of lists, by JSON pointer; the document's
 *     own beginning under the empty pointer
 * @param spellings of what stands otherwise in the file than in the tree, by JSON pointer: 0123 is
 *     123
 * @param inherited the pointers of what a defaults document contributes
 */
record YamlDocument(
    String file,
    JsonNode tree,
    Map<String, Position> positions,
    Map<String, String> spellings,
    Set<String> inherited) {
  /** Line and column, both from 1. */
  record Position(String file, int line, int column) {}

  /** What it describes; one that says nothing is taken for a deployment. */
  Optional<DocumentKind> kind() {
    JsonNode kind = tree.path("kind");
    return kind.isTextual() ? DocumentKind.of(kind.asText()) : Optional.of(DocumentKind.DEPLOYMENT);
  }

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
        position.file(),
        position.line(),
        position.column(),
        FieldPath.display(pointer),
        found,
        message,
        suggestion);
  }

  /** Where it stands; what is absent is absent from this document, not from the defaults. */
  private Position position(String pointer) {
    if (positions.containsKey(pointer)) {
      return positions.get(pointer);
    }
    String at = pointer;
    while (!at.isEmpty() && (!positions.containsKey(at) || inherited.contains(at))) {
      at = FieldPath.parent(at);
    }
    return positions.getOrDefault(at, new Position(file, 1, 1));
  }
}
