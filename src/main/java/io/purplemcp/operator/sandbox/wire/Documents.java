package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** Members without a shape of their own, such as the details of a deployment's lifecycle hook. */
final class Documents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Documents() {}

  static Document decode(JsonNode node) {
    if (node.isObject()) {
      Map<String, Document> members = new LinkedHashMap<>();
      node.properties().forEach(e -> members.put(e.getKey(), decode(e.getValue())));
      return Document.fromMap(members);
    } else if (node.isArray()) {
      List<Document> items = new ArrayList<>();
      node.forEach(item -> items.add(decode(item)));
      return Document.fromList(items);
    } else if (node.isNumber()) {
      return Document.fromNumber(node.asText());
    } else if (node.isBoolean()) {
      return Document.fromBoolean(node.booleanValue());
    } else if (node.isNull()) {
      return Document.fromNull();
    }
    return Document.fromString(node.asText());
  }

  static JsonNode encode(Document document) {
    if (document.isMap()) {
      ObjectNode object = NODES.objectNode();
      document.asMap().forEach((key, value) -> object.set(key, encode(value)));
      return object;
    } else if (document.isList()) {
      ArrayNode array = NODES.arrayNode();
      document.asList().forEach(item -> array.add(encode(item)));
      return array;
    } else if (document.isNumber()) {
      return number(document.asNumber().stringValue());
    } else if (document.isBoolean()) {
      return NODES.booleanNode(document.asBoolean());
    } else if (document.isNull()) {
      return NODES.nullNode();
    }
    return NODES.textNode(document.asString());
  }

  static JsonNode number(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.scale() <= 0 && number.precision() < MAX_LONG_DIGITS
        ? NODES.numberNode(number.longValueExact())
        : NODES.numberNode(number);
  }

  /** A number of fewer digits fits into a long. */
  private static final int MAX_LONG_DIGITS = 19;
}
