package io.purplemcp.operator.desired.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.purplemcp.operator.desired.DocumentKind;
import java.util.List;

/** Derives the schemas that follow from that of a deployment. */
final class SchemaKinds {
  private static final String REQUIRED = "required";
  private static final String PATTERN = "pattern";

  private SchemaKinds() {}

  /** Lets a document's kind be just this one. */
  static void named(ObjectNode schema, DocumentKind kind) {
    ((ObjectNode) schema.at("/properties/kind")).put("const", kind.text());
  }

  /** What defaults may say: all that a deployment may but its name, and nothing has to be said. */
  static ObjectNode defaults(ObjectNode deployment) {
    ObjectNode schema = deployment.deepCopy();
    schema.put("title", DocumentKind.DEFAULTS.text());
    named(schema, DocumentKind.DEFAULTS);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ObjectNode metadata = (ObjectNode) properties.get("metadata");
    metadata.put("description", "What the deployments are labelled beside their own labels.");
    ((ObjectNode) metadata.get("properties")).remove("name");
    ((ObjectNode) properties.get("spec"))
        .put(
            "description",
            "What the deployments have in common; what one of them says itself wins. ${name} in a"
                + " text is the deployment's name.");
    requireNothing(properties);
    schema.putArray(REQUIRED).add("apiVersion").add("kind").add("spec");
    return schema;
  }

  /**
   * The schema for editors, which see one document: what a deployment lacks its defaults may have.
   */
  static ObjectNode published(ObjectNode deployment, ObjectNode gateway, ObjectNode defaults) {
    ObjectNode relaxed = deployment.deepCopy();
    requireNothing(relaxed.at("/properties/spec"));
    relaxed.putArray(REQUIRED).add("apiVersion").add("kind").add("metadata");
    ObjectNode template = defaults.deepCopy();
    template.at("/properties/spec").findParents(PATTERN).forEach(SchemaKinds::admitVariable);
    for (ObjectNode each : List.of(relaxed, template)) {
      each.at("/properties/spec/properties").forEach(SchemaKinds::admitNothing);
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.set("$schema", deployment.get("$schema"));
    schema.put("title", "Desired state of the Purple MCP operator");
    schema.put("type", "object");
    var kinds = schema.putArray("oneOf");
    kinds.add(relaxed.without("$schema"));
    kinds.add(gateway.deepCopy().without("$schema"));
    kinds.add(template.without("$schema"));
    return schema;
  }

  private static void admitVariable(JsonNode text) {
    ((ObjectNode) text).put(PATTERN, "\\$\\{name\\}|" + text.get(PATTERN).asText());
  }

  /** A field with nothing behind it takes a default away. */
  private static void admitNothing(JsonNode field) {
    if (field.path("type").isTextual()) {
      String type = field.get("type").asText();
      ((ObjectNode) field).putArray("type").add(type).add("null");
    }
    if (field.path("enum") instanceof ArrayNode allowed) {
      allowed.addNull();
    }
    field.path("properties").forEach(SchemaKinds::admitNothing);
  }

  private static void requireNothing(JsonNode schema) {
    schema.findParents(REQUIRED).forEach(each -> ((ObjectNode) each).remove(REQUIRED));
  }
}
