package io.purplemcp.operator.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The form parameters of a query request as the tree that their dotted names spell. */
final class Parameters {
  /** A name with more dots than any shape of AWS is deep is an attack on the stack. */
  private static final int MAX_DEPTH = 64;

  private final Map<String, Parameters> children = new TreeMap<>();
  private String value;

  /**
   * @throws Malformed when a parameter's name or value is not URL-encoded
   */
  static Parameters parse(String form) {
    Parameters root = new Parameters();
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        root.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return root;
  }

  Optional<String> text() {
    return Optional.ofNullable(value);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(children.get(name)).flatMap(Parameters::text);
  }

  Optional<Parameters> child(String name) {
    return Optional.ofNullable(children.get(name));
  }

  /** Whether the parameter was sent with nothing behind it: how an empty list is spelt. */
  boolean isEmptyValue() {
    return children.isEmpty() && "".equals(value);
  }

  /** The children that are numbered, in the order of their numbers. */
  List<Parameters> numbered() {
    TreeMap<Integer, Parameters> items = new TreeMap<>();
    children.forEach(
        (name, child) -> {
          if (name.matches("\\d{1,9}")) {
            items.put(Integer.valueOf(name), child);
          }
        });
    return new ArrayList<>(items.values());
  }

  private void put(String name, String text) {
    String[] parts = name.split("\\.", MAX_DEPTH);
    Parameters node = this;
    for (String part : parts) {
      node = node.children.computeIfAbsent(part, p -> new Parameters());
    }
    node.value = text;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Malformed("Not URL-encoded: " + e.getMessage());
    }
  }
}
