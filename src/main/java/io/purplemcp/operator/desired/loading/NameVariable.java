package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.purplemcp.operator.desired.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one variable of a defaults document: {@code ${name}} in any text of its spec is the name of
 * the deployment that it is completed for. Environment variables are passed on as they are written,
 * so that what the server itself takes for a variable reaches it.
 */
final class NameVariable {
  private static final String VARIABLE = "${name}";
  private static final Pattern ANY = Pattern.compile("\\$\\{[^}]*}?");
  private static final String SPEC = "/spec";

  /** A name that is valid everywhere, for a look at a defaults document by itself. */
  static final String SAMPLE = "name";

  private final String name;
  private final Map<String, String> spellings;

  private NameVariable(String name, Map<String, String> spellings) {
    this.name = name;
    this.spellings = spellings;
  }

  /** The document with the name in place; messages still show what is written. */
  static YamlDocument replace(YamlDocument document, String name) {
    NameVariable variable = new NameVariable(name, new HashMap<>(document.spellings()));
    JsonNode tree = document.tree().deepCopy();
    if (tree instanceof ObjectNode object && object.has("spec")) {
      object.set("spec", variable.replaced(object.get("spec"), SPEC));
    }
    return new YamlDocument(
        document.file(),
        tree,
        document.positions(),
        Map.copyOf(variable.spellings),
        document.inherited());
  }

  private JsonNode replaced(JsonNode node, String pointer) {
    if (FieldPath.isWithin(pointer, YamlReader.ENVIRONMENT)) {
      return node;
    }
    if (node.isTextual() && node.asText().contains(VARIABLE)) {
      spellings.put(pointer, '"' + Found.shortened(node.asText()) + '"');
      return TextNode.valueOf(node.asText().replace(VARIABLE, name));
    }
    if (node instanceof ObjectNode mapping) {
      mapping
          .properties()
          .forEach(
              field ->
                  field.setValue(
                      replaced(field.getValue(), FieldPath.child(pointer, field.getKey()))));
    }
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, replaced(list.get(i), FieldPath.child(pointer, Integer.toString(i))));
      }
    }
    return node;
  }

  /** The variables of a document that there are not. */
  static List<Problem> unknown(YamlDocument document) {
    List<Problem> problems = new ArrayList<>();
    find(document, document.tree().path("spec"), SPEC, problems);
    return problems;
  }

  private static void find(
      YamlDocument document, JsonNode node, String pointer, List<Problem> problems) {
    if (FieldPath.isWithin(pointer, YamlReader.ENVIRONMENT)) {
      return;
    }
    if (node.isTextual()) {
      ANY.matcher(node.asText())
          .results()
          .filter(match -> !match.group().equals(VARIABLE))
          .findFirst()
          .ifPresent(match -> problems.add(problem(document, pointer, match.group())));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  find(
                      document,
                      field.getValue(),
                      FieldPath.child(pointer, field.getKey()),
                      problems));
    } else {
      for (int i = 0; i < node.size(); i++) {
        find(document, node.get(i), FieldPath.child(pointer, Integer.toString(i)), problems);
      }
    }
  }

  private static Problem problem(YamlDocument document, String pointer, String variable) {
    return document.problem(
        pointer,
        Optional.of('"' + Found.shortened(document.tree().at(pointer).asText()) + '"'),
        "unknown variable "
            + Found.shortened(variable)
            + "; the only one is "
            + VARIABLE
            + ", the deployment's name",
        Optional.empty());
  }
}
