package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.schema.DesiredStateSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks one document against the JSON Schema and says what it finds in the words of the model. */
final class SchemaCheck {
  /** A broken field: its pointer, and what to tell of it. */
  record Violation(String pointer, Problem problem) {}

  private final JsonNode schemaJson;
  private final SchemaMessages messages = new SchemaMessages();
  private final Schema schema;

  SchemaCheck(DocumentKind kind) {
    schemaJson = DesiredStateSchema.of(kind);
    schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7,
                registry ->
                    registry.schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ENGLISH)
                            .build()))
            .getSchema(withoutExplanations(schemaJson));
  }

  List<Violation> check(YamlDocument document) {
    List<Violation> violations = new ArrayList<>();
    for (Error error : schema.validate(document.tree())) {
      String pointer = error.getInstanceLocation().toString();
      JsonNode rule = schemaJson.at(parentOfKeyword(error));
      violations.add(messages.violation(document, pointer, rule, error));
    }
    return violations;
  }

  /** The validator warns of words that are not JSON Schema's. */
  private static JsonNode withoutExplanations(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    copy.findParents(DesiredStateSchema.PATTERN_MESSAGE)
        .forEach(each -> ((ObjectNode) each).remove(DesiredStateSchema.PATTERN_MESSAGE));
    return copy;
  }

  private static String parentOfKeyword(Error error) {
    return FieldPath.parent(error.getSchemaLocation().getFragment().toString());
  }
}
