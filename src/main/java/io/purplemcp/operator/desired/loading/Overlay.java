package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Lays a document over its defaults: mappings merge, lists and scalars replace, and a field that
 * the document mentions with nothing behind it takes the default away. Every value keeps the place
 * where it stands.
 */
final class Overlay {
  private final YamlDocument defaults;
  private final Map<String, YamlDocument.Position> positions;
  private final Map<String, String> spellings;
  private final Set<String> inherited;

  private Overlay(YamlDocument document, YamlDocument defaults) {
    this.defaults = defaults;
    this.positions = new HashMap<>(document.positions());
    this.spellings = new HashMap<>(document.spellings());
    this.inherited = new HashSet<>(document.inherited());
  }

  /** The document, completed by the labels and the spec of its defaults. */
  static YamlDocument of(YamlDocument document, YamlDocument defaults) {
    if (!(document.tree() instanceof ObjectNode)) {
      return document;
    }
    Overlay overlay = new Overlay(document, defaults);
    ObjectNode tree = document.tree().deepCopy();
    overlay.put(tree, "", "spec", defaults.tree().path("spec"));
    if (tree.path("metadata") instanceof ObjectNode metadata) {
      overlay.put(metadata, "/metadata", "labels", defaults.tree().at("/metadata/labels"));
    }
    return new YamlDocument(
        document.file(),
        tree,
        Map.copyOf(overlay.positions),
        Map.copyOf(overlay.spellings),
        Set.copyOf(overlay.inherited));
  }

  private void put(ObjectNode over, String parent, String key, JsonNode standard) {
    String pointer = FieldPath.child(parent, key);
    JsonNode own = over.path(key);
    if (standard.isMissingNode()) {
      return;
    }
    if (own.isMissingNode()) {
      over.set(key, standard.deepCopy());
      inherit(pointer);
    } else if (own.isNull()) {
      over.remove(key);
    } else if (own instanceof ObjectNode mapping && standard.isObject()) {
      standard
          .properties()
          .forEach(field -> put(mapping, pointer, field.getKey(), field.getValue()));
    }
  }

  private void inherit(String root) {
    defaults
        .positions()
        .forEach(
            (pointer, position) -> {
              if (FieldPath.isWithin(pointer, root)) {
                positions.put(pointer, position);
                inherited.add(pointer);
                spellings.remove(pointer);
                if (defaults.spellings().containsKey(pointer)) {
                  spellings.put(pointer, defaults.spellings().get(pointer));
                }
              }
            });
  }
}
