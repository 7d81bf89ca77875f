package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.purplemcp.operator.desired.schema.DesiredStateSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each keyword of the schema means to the author of a document. */
final class SchemaMessages {
  private final NearestName nearest = new NearestName();

  SchemaCheck.Violation violation(
      YamlDocument document, String pointer, JsonNode rule, Error error) {
    return switch (error.getKeyword()) {
      case "additionalProperties" -> unknownField(document, pointer, rule, error.getProperty());
      case "required" -> missingField(document, pointer, rule, error.getProperty());
      case "enum", "const" -> choice(document, pointer, rule);
      default ->
          new SchemaCheck.Violation(
              pointer, document.problem(pointer, text(document, pointer, rule, error)));
    };
  }

  private SchemaCheck.Violation unknownField(
      YamlDocument document, String parent, JsonNode rule, String name) {
    List<String> known = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(known::add);
    Optional<String> suggestion = nearest.to(name, known);
    String message =
        suggestion.isPresent()
            ? "unknown field"
            : "unknown field; allowed: " + String.join(", ", known);
    String pointer = FieldPath.child(parent, name);
    return new SchemaCheck.Violation(
        pointer, document.problem(pointer, Optional.empty(), message, suggestion));
  }

  private SchemaCheck.Violation missingField(
      YamlDocument document, String parent, JsonNode rule, String name) {
    String pointer = FieldPath.child(parent, name);
    String meaning = rule.at("/properties/" + name + "/description").asText();
    return new SchemaCheck.Violation(
        pointer, document.problem(pointer, "missing and required: " + meaning));
  }

  private SchemaCheck.Violation choice(YamlDocument document, String pointer, JsonNode rule) {
    List<String> allowed = new ArrayList<>();
    (rule.has("const") ? List.of(rule.get("const")) : rule.get("enum"))
        .forEach(each -> allowed.add(each.asText()));
    JsonNode value = document.tree().at(pointer);
    Optional<String> suggestion =
        value.isTextual() ? nearest.to(value.asText(), allowed) : Optional.empty();
    return new SchemaCheck.Violation(
        pointer,
        document.problem(
            pointer,
            document.found(pointer),
            "allowed: " + String.join(", ", allowed),
            suggestion));
  }

  private static String text(YamlDocument document, String pointer, JsonNode rule, Error error) {
    return switch (error.getKeyword()) {
      case "type" -> type(document, pointer, rule);
      case "pattern" -> rule.path(DesiredStateSchema.PATTERN_MESSAGE).asText(error.getMessage());
      case "minimum", "maximum" -> "allowed: " + range(rule, "minimum", "maximum");
      case "minLength", "maxLength" ->
          "allowed: " + range(rule, "minLength", "maxLength") + " characters";
      case "minItems", "maxItems" -> "allowed: " + range(rule, "minItems", "maxItems") + " entries";
      case "minProperties", "maxProperties" ->
          "allowed: " + range(rule, "minProperties", "maxProperties") + " entries";
      default -> error.getMessage();
    };
  }

  private static String type(YamlDocument document, String pointer, JsonNode rule) {
    JsonNode value = document.tree().at(pointer);
    String allowed = "allowed: " + allowedTypes(rule);
    if (value.isNull()) {
      return allowed + "; leave the field out to have its default";
    }
    return value.isValueNode() && rule.path("type").asText().equals("string")
        ? allowed + "; write it in quotes: \"" + document.found(pointer).orElse("…") + '"'
        : allowed;
  }

  private static String allowedTypes(JsonNode rule) {
    List<String> types = new ArrayList<>();
    if (rule.path("type").isArray()) {
      rule.get("type").forEach(each -> types.add(each.asText()));
    } else {
      types.add(rule.path("type").asText());
    }
    return types.stream().map(SchemaMessages::inWords).collect(Collectors.joining(" or "));
  }

  private static String inWords(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  private static String range(JsonNode rule, String lowest, String highest) {
    if (!rule.has(highest)) {
      return "at least " + rule.get(lowest).asText();
    }
    return rule.has(lowest)
        ? rule.get(lowest).asText() + " to " + rule.get(highest).asText()
        : "at most " + rule.get(highest).asText();
  }
}
