package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.GatewayManifest;
import io.purplemcp.operator.desired.Manifest;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.PurpleMcpGateway;
import java.util.Collection;
import java.util.Optional;

/**
 * Makes the records of a document that the schema has checked. Fields that the schema found broken
 * are left out first, so that the rules can judge the rest in the same go.
 */
final class DocumentBinder {
  /** One for all: it learns the model's classes once, which takes longer than a document. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** The document without its broken fields, if there is enough of it to make a declaration. */
  Optional<Declaration> bind(YamlDocument document, DocumentKind kind, Collection<String> broken)
      throws JsonProcessingException {
    JsonNode tree = document.tree().deepCopy();
    broken.forEach(pointer -> remove(tree, pointer));
    if (!tree.path("metadata").isObject() || !tree.path("spec").isObject()) {
      return Optional.empty();
    }
    if (kind == DocumentKind.GATEWAY) {
      GatewayManifest manifest = MAPPER.treeToValue(tree, GatewayManifest.class);
      return Optional.of(
          new PurpleMcpGateway(manifest.metadata(), manifest.spec(), document.source()));
    }
    Manifest manifest = MAPPER.treeToValue(tree, Manifest.class);
    return Optional.of(
        new PurpleMcpDeployment(manifest.metadata(), manifest.spec(), document.source()));
  }

  /** Removes a field; of a list, all: half a list would be another one. */
  private static void remove(JsonNode tree, String pointer) {
    JsonPointer at = JsonPointer.compile(pointer);
    while (at.head() != null && !(tree.at(at.head()) instanceof ObjectNode)) {
      at = at.head();
    }
    if (at.head() != null) {
      ((ObjectNode) tree.at(at.head())).remove(at.last().getMatchingProperty());
    }
  }
}
