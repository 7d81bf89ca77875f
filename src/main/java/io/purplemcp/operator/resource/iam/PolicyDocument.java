package io.purplemcp.operator.resource.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An IAM policy document, compared by what it means: the order of keys, statements and values is
 * nothing, a single value is a list of one, and an account is its root user; IA01, IA02.
 *
 * @param text as it was written, decoded
 * @param canonical what two documents of one meaning have in common
 */
public record PolicyDocument(String text, String canonical) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final String ABSENT_VERSION = "2008-10-17";
  private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::(\\d{12}):root");
  private static final Set<String> ACTIONS = Set.of("Action", "NotAction");
  private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

  /** Reads a document as IAM gives it, which encodes it for URLs, or as it was sent. */
  public static PolicyDocument of(String document) {
    String text =
        document.stripLeading().startsWith("{")
            ? document
            : URLDecoder.decode(document, StandardCharsets.UTF_8);
    try {
      return new PolicyDocument(text, JSON.writeValueAsString(document(JSON.readTree(text))));
    } catch (JsonProcessingException notJson) {
      return new PolicyDocument(text, text);
    }
  }

  /** A document that the operator writes. */
  public static PolicyDocument of(Map<String, ?> document) {
    try {
      return of(JSON.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a policy document", e);
    }
  }

  public boolean sameAs(PolicyDocument other) {
    return canonical.equals(other.canonical);
  }

  private static Map<String, Object> document(JsonNode node) throws JsonProcessingException {
    var document = new TreeMap<String, Object>();
    document.put("Version", ABSENT_VERSION);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      document.put(
          field.getKey(),
          field.getKey().equals("Statement") ? statements(field.getValue()) : field.getValue());
    }
    return document;
  }

  private static List<String> statements(JsonNode node) throws JsonProcessingException {
    List<String> statements = new ArrayList<>();
    for (JsonNode each : list(node)) {
      statements.add(JSON.writeValueAsString(statement(each)));
    }
    statements.sort(null);
    return statements;
  }

  private static Map<String, Object> statement(JsonNode node) {
    var statement = new TreeMap<String, Object>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      if (key.equals("Effect")) {
        statement.put(key, value.asText().toLowerCase(Locale.ROOT));
      } else if (ACTIONS.contains(key)) {
        statement.put(key, values(value, action -> action.toLowerCase(Locale.ROOT)));
      } else if (PRINCIPALS.contains(key)) {
        statement.put(key, principal(value));
      } else if (key.equals("Condition")) {
        statement.put(key, conditions(value));
      } else if (!(key.equals("Sid") && value.asText().isEmpty())) {
        statement.put(key, values(value, UnaryOperator.identity()));
      }
    }
    return statement;
  }

  /** {@code "*"} is everybody, however it is written; an account is its root user. */
  private static Map<String, Object> principal(JsonNode node) {
    var principal = new TreeMap<String, Object>();
    if (node.isTextual()) {
      principal.put("AWS", values(node, UnaryOperator.identity()));
      return principal;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      principal.put(
          field.getKey(), values(field.getValue(), name -> ROOT.matcher(name).replaceFirst("$1")));
    }
    return principal;
  }

  private static Map<String, Object> conditions(JsonNode node) {
    var conditions = new TreeMap<String, Object>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      var keys = new TreeMap<String, Object>();
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        keys.put(
            key.getKey().toLowerCase(Locale.ROOT),
            values(key.getValue(), UnaryOperator.identity()));
      }
      conditions.put(operator.getKey(), keys);
    }
    return conditions;
  }

  private static Set<String> values(JsonNode node, UnaryOperator<String> form) {
    var values = new TreeSet<String>();
    list(node)
        .forEach(
            each -> values.add(form.apply(each.isValueNode() ? each.asText() : each.toString())));
    return values;
  }

  private static Iterable<JsonNode> list(JsonNode node) {
    return node.isArray() ? node : List.of(node);
  }
}
