package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which resources were ever tagged. The API lists these, also when no tag is left on them, and
 * never one that had none.
 */
final class TagMemory {
  /** When each resource was first seen with a tag, by ARN. */
  static final TableKey<Instant> TAGGED = TableKey.of("tagging.tagged", Instant.class);

  private TagMemory() {}

  /** Remembers what has tags now; forgets what is no more. */
  static void advance(Context context, Instant now) {
    Table<Instant> tagged = context.table(TAGGED);
    Map<String, Map<String, String>> current = current(context);
    tagged.rows().keySet().stream()
        .filter(arn -> !current.containsKey(arn))
        .forEach(tagged::remove);
    current.forEach(
        (arn, tags) -> {
          if (!tags.isEmpty() && !tagged.contains(arn)) {
            tagged.put(arn, now);
          }
        });
  }

  /** The tags of every resource that was ever tagged, by ARN. */
  static Map<String, Map<String, String>> tagged(Context context) {
    Table<Instant> tagged = context.table(TAGGED);
    Map<String, Map<String, String>> current = current(context);
    current.entrySet().removeIf(e -> e.getValue().isEmpty() && !tagged.contains(e.getKey()));
    return current;
  }

  private static Map<String, Map<String, String>> current(Context context) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    TagSources.ALL.forEach(source -> all.putAll(source.tags(context)));
    return all;
  }
}
