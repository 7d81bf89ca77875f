package io.purplemcp.operator.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Ids;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes policy documents in and gives them out as AWS does: what comes back says the same as what
 * was written, but is written anew. White space goes, the order of lists is not kept, and in an
 * answer the whole is percent-encoded.
 */
final class PolicyText {
  private PolicyText() {}

  /** What is kept of a policy of permissions. */
  static String identity(Context context, String document) {
    return rendered(PolicyChecks.identity(document), context.ids()).toString();
  }

  /** What is kept of a trust policy. */
  static String trust(Context context, String document) {
    ObjectNode policy = (ObjectNode) rendered(PolicyChecks.trust(document), context.ids());
    Json.items(policy.path("Statement"))
        .forEach(statement -> TrustPrincipals.store(context, (ObjectNode) statement));
    return policy.toString();
  }

  /** Percent-encoded after RFC 3986: a space becomes {@code %20}. */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static JsonNode rendered(JsonNode node, Ids ids) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field -> object.set(field.getKey(), rendered(field.getValue(), ids)));
      return object;
    }
    return node.isArray() ? shuffled(node, ids) : node;
  }

  private static ArrayNode shuffled(JsonNode list, Ids ids) {
    List<JsonNode> left = new ArrayList<>(Json.items(list));
    ArrayNode shuffled = JsonNodeFactory.instance.arrayNode();
    while (!left.isEmpty()) {
      shuffled.add(rendered(left.remove(ids.below(left.size())), ids));
    }
    return shuffled;
  }
}
