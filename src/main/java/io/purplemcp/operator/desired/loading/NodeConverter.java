package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.purplemcp.operator.desired.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns one composed document into JSON values with their positions. What JSON cannot say (a key
 * that is no text, the same key twice, a structure that contains itself, a type of one's own) is a
 * problem; so is a document that aliases blow up.
 */
final class NodeConverter {
  /** Some hundred times what a deployment needs. */
  static final int MOST_VALUES = 20_000;

  /** More than the longest environment value that a task definition of 64 KiB leaves room for. */
  static final int LONGEST_SCALAR = 4096;

  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private final String file;
  private final Map<String, YamlDocument.Position> positions = new HashMap<>();
  private final Map<String, String> spellings = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  NodeConverter(String file) {
    this.file = file;
  }

  /** The document, unless something in it cannot be said in JSON. */
  Optional<YamlDocument> convert(Node root) {
    positions.put("", position(root));
    JsonNode tree = value(root, "");
    return problems.isEmpty()
        ? Optional.of(
            new YamlDocument(file, tree, Map.copyOf(positions), Map.copyOf(spellings), Set.of()))
        : Optional.empty();
  }

  List<Problem> problems() {
    return problems;
  }

  private JsonNode value(Node node, String pointer) {
    values++;
    if (values > MOST_VALUES) {
      if (values == MOST_VALUES + 1) {
        problem(node, pointer, "the document has more than " + MOST_VALUES + " values");
      }
      return NullNode.instance;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, pointer);
    }
    if (!open.add(node)) {
      problem(node, pointer, "an alias must not point to something that it is part of");
      return NullNode.instance;
    }
    JsonNode converted =
        node instanceof MappingNode mapping
            ? mapping(mapping, pointer)
            : list((SequenceNode) node, pointer);
    open.remove(node);
    return converted;
  }

  private JsonNode mapping(MappingNode node, String pointer) {
    expectTag(node, Tag.MAP, pointer);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple entry : node.getValue()) {
      key(entry.getKeyNode(), pointer)
          .ifPresent(key -> put(object, key, entry, FieldPath.child(pointer, key)));
    }
    return object;
  }

  private void put(ObjectNode object, String key, NodeTuple entry, String pointer) {
    if (object.has(key)) {
      problem(
          entry.getKeyNode(),
          pointer,
          "duplicate key: it stands already in line " + positions.get(pointer).line());
      return;
    }
    positions.put(pointer, position(entry.getKeyNode()));
    object.set(key, value(entry.getValueNode(), pointer));
  }

  private Optional<String> key(Node node, String pointer) {
    if (!(node instanceof ScalarNode scalar)) {
      problem(node, pointer, "a key must be plain text");
      return Optional.empty();
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      problem(node, pointer, "merge keys (<<) are not supported; repeat the fields");
      return Optional.empty();
    }
    return withinLimits(scalar, pointer) ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  private JsonNode list(SequenceNode node, String pointer) {
    expectTag(node, Tag.SEQ, pointer);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node item : node.getValue()) {
      String at = FieldPath.child(pointer, Integer.toString(array.size()));
      positions.put(at, position(item));
      array.add(value(item, at));
      if (values > MOST_VALUES) {
        break;
      }
    }
    return array;
  }

  private JsonNode scalar(ScalarNode node, String pointer) {
    if (!withinLimits(node, pointer)) {
      return NullNode.instance;
    }
    Tag tag = node.getTag();
    String text = node.getValue();
    boolean literal =
        !pointer.isEmpty() && FieldPath.parent(pointer).equals(YamlReader.ENVIRONMENT);
    if (tag.equals(Tag.STR) || literal && !tag.equals(Tag.NULL)) {
      if (!literal && text.chars().anyMatch(Character::isISOControl)) {
        problem(node, pointer, "line breaks and control characters are not allowed here");
      }
      return TextNode.valueOf(text);
    }
    if (tag.equals(Tag.NULL)) {
      return NullNode.instance;
    }
    spellings.put(pointer, Found.shortened(text));
    return typed(tag, text)
        .orElseGet(
            () -> {
              problem(node, pointer, "not a value of YAML's core types (" + tag.getValue() + ")");
              return NullNode.instance;
            });
  }

  private static Optional<JsonNode> typed(Tag tag, String text) {
    if (tag.equals(Tag.BOOL)) {
      return Optional.of(BooleanNode.valueOf(text.equalsIgnoreCase("true")));
    }
    if (tag.equals(Tag.INT) && CoreSchemaResolver.INTEGER.matcher(text).matches()) {
      return Optional.of(BigIntegerNode.valueOf(integer(text)));
    }
    return tag.equals(Tag.FLOAT) ? real(text) : Optional.empty();
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), OCTAL);
    }
    return text.startsWith("0x")
        ? new BigInteger(text.substring(2), HEXADECIMAL)
        : new BigInteger(text);
  }

  private static Optional<JsonNode> real(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(DoubleNode.valueOf(number)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean withinLimits(ScalarNode node, String pointer) {
    if (node.getValue().length() <= LONGEST_SCALAR) {
      return true;
    }
    problem(node, pointer, "longer than " + LONGEST_SCALAR + " characters");
    return false;
  }

  private void expectTag(Node node, Tag expected, String pointer) {
    if (!node.getTag().equals(expected)) {
      problem(
          node,
          pointer,
          "tags of one's own are not allowed: " + Found.shortened(node.getTag().getValue()));
    }
  }

  private void problem(Node node, String pointer, String message) {
    YamlDocument.Position position = position(node);
    problems.add(
        new Problem(
            file,
            position.line(),
            position.column(),
            FieldPath.display(pointer),
            Optional.empty(),
            message,
            Optional.empty()));
  }

  private YamlDocument.Position position(Node node) {
    Mark mark = node.getStartMark();
    return new YamlDocument.Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
