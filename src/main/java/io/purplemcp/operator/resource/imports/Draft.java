package io.purplemcp.operator.resource.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document of desired state that is being written, and what it cannot say. */
final class Draft {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode document = JSON.objectNode();
  private final List<String> remarks = new ArrayList<>();

  /** Sets a field; what AWS does not say ({@code null}, the empty text) is left out. */
  Draft put(String path, String value) {
    if (value != null && !value.isEmpty()) {
      set(path, JSON.textNode(value));
    }
    return this;
  }

  Draft put(String path, Integer value) {
    if (value != null) {
      set(path, JSON.numberNode(value));
    }
    return this;
  }

  Draft put(String path, boolean value) {
    set(path, JSON.booleanNode(value));
    return this;
  }

  Draft put(String path, Collection<String> values) {
    if (!values.isEmpty()) {
      var array = JSON.arrayNode();
      values.stream().sorted().forEach(array::add);
      set(path, array);
    }
    return this;
  }

  /** Anything that is more than one value. */
  Draft put(String path, JsonNode value) {
    set(path, value);
    return this;
  }

  /** A map's keys may have dots in them. */
  Draft put(String path, Map<String, String> values) {
    if (!values.isEmpty()) {
      var object = JSON.objectNode();
      values.forEach(object::put);
      set(path, object);
    }
    return this;
  }

  /** What was found and cannot be said, in words. */
  Draft remark(String words) {
    remarks.add(words);
    return this;
  }

  Optional<String> text(String path) {
    JsonNode node = document.at("/" + path.replace('.', '/'));
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private void set(String path, JsonNode value) {
    String[] names = path.split("\\.");
    ObjectNode at = document;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.withObjectProperty(names[i]);
    }
    at.set(names[names.length - 1], value);
  }

  Imported done() {
    return new Imported(document, remarks);
  }
}
