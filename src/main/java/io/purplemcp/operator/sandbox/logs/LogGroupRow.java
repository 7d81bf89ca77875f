package io.purplemcp.operator.sandbox.logs;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A log group as it is kept.
 *
 * @param retention in days; empty keeps events for ever
 * @param kmsKey ARN of the key
 * @param groupClass {@code STANDARD} and the like; cannot be changed
 */
public record LogGroupRow(
    String name,
    Instant created,
    Optional<Integer> retention,
    Optional<String> kmsKey,
    String groupClass,
    Map<String, String> tags) {

  public LogGroupRow {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  LogGroupRow withRetention(Optional<Integer> days) {
    return new LogGroupRow(name, created, days, kmsKey, groupClass, tags);
  }

  LogGroupRow withKmsKey(Optional<String> arn) {
    return new LogGroupRow(name, created, retention, arn, groupClass, tags);
  }

  LogGroupRow withTags(Map<String, String> all) {
    return new LogGroupRow(name, created, retention, kmsKey, groupClass, all);
  }
}
