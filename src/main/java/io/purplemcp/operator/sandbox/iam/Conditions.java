package io.purplemcp.operator.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The {@code Condition} block of a statement. All operators and all their keys must hold; of the
 * values of a key one must. String, ARN, Bool and Null operators are known, each with {@code
 * IfExists}; an operator of another family (numbers, dates, addresses) never holds here.
 */
final class Conditions {
  private static final String IF_EXISTS = "IfExists";
  private static final Map<String, BiPredicate<String, String>> OPERATORS =
      Map.of(
          "StringEquals", String::equals,
          "StringEqualsIgnoreCase", String::equalsIgnoreCase,
          "StringLike", Glob::matches,
          "ArnEquals", Glob::matches,
          "ArnLike", Glob::matches,
          "Bool", String::equalsIgnoreCase);
  private static final Map<String, String> NEGATED =
      Map.of(
          "StringNotEquals", "StringEquals",
          "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
          "StringNotLike", "StringLike",
          "ArnNotEquals", "ArnEquals",
          "ArnNotLike", "ArnLike");

  private Conditions() {}

  /**
   * @param block the {@code Condition} element, perhaps missing
   * @param keys the values of the condition keys of the request
   */
  static boolean hold(JsonNode block, Map<String, String> keys) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(keys);
    return block.properties().stream()
        .allMatch(
            operator ->
                operator.getValue().properties().stream()
                    .allMatch(
                        condition ->
                            holds(
                                operator.getKey(),
                                Optional.ofNullable(known.get(condition.getKey())),
                                Json.texts(condition.getValue()))));
  }

  private static boolean holds(String written, Optional<String> actual, List<String> wanted) {
    String operator = written.replaceFirst("^For(Any|All)Values?:", "");
    if (operator.equals("Null")) {
      return wanted.stream().anyMatch(w -> Boolean.parseBoolean(lower(w)) == actual.isEmpty());
    }
    if (operator.endsWith(IF_EXISTS)) {
      operator = operator.substring(0, operator.length() - IF_EXISTS.length());
      if (actual.isEmpty()) {
        return true;
      }
    }
    if (NEGATED.containsKey(operator)) {
      return actual.isEmpty() || !any(NEGATED.get(operator), actual.get(), wanted);
    }
    return actual.isPresent() && any(operator, actual.get(), wanted);
  }

  private static boolean any(String operator, String actual, List<String> wanted) {
    BiPredicate<String, String> test = OPERATORS.getOrDefault(operator, (w, a) -> false);
    return wanted.stream().anyMatch(w -> test.test(w, actual));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
