package io.purplemcp.operator.testing;

import io.purplemcp.operator.sandbox.core.CallRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts calls by operation. */
public record CallTable(Map<String, Long> counts) {
  public static CallTable of(List<CallRecord> calls) {
    return new CallTable(
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.service() + ":" + call.operation(),
                    TreeMap::new,
                    Collectors.counting())));
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
            .map(entry -> "%6d  %s%n".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining())
        + "%6d  in all%n".formatted(total());
  }
}
