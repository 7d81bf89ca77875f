package io.purplemcp.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A long value over several lines: a policy document as people write it. */
final class DocumentText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentText() {}

  /** The lines of a value; a JSON object or array is indented. */
  static List<String> lines(String value) {
    return Printable.lines(isDocument(value) ? indented(value) : value).lines().toList();
  }

  private static boolean isDocument(String value) {
    return value.startsWith("{") || value.startsWith("[");
  }

  private static String indented(String value) {
    try {
      JsonNode document = JSON.readTree(value);
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException notJson) {
      return value;
    }
  }
}
