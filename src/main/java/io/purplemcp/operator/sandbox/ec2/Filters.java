package io.purplemcp.operator.sandbox.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The filters that one describe operation knows, beside those on tags, which all of them know. */
final class Filters<T> {
  private static final String TAG = "tag:";
  private static final String TAG_KEY = "tag-key";

  private final Map<String, Function<T, Stream<String>>> values = new HashMap<>();

  Filters<T> on(String name, Function<T, ?> value) {
    return onEach(name, row -> Stream.of(value.apply(row) == null ? "" : value.apply(row)));
  }

  Filters<T> onEach(String name, Function<T, Stream<?>> each) {
    values.put(name, row -> each.apply(row).filter(Objects::nonNull).map(Object::toString));
    return this;
  }

  /**
   * The rows that match every filter; a filter is matched by any of its values, in which {@code *}
   * and {@code ?} are wildcards.
   *
   * @param tags of a row
   * @throws io.purplemcp.operator.sandbox.core.AwsError {@code InvalidParameterValue} for a filter
   *     that the operation does not know
   */
  List<T> select(List<T> rows, List<Filter> filters, Function<T, Map<String, String>> tags) {
    List<T> selected = rows;
    for (Filter filter : filters) {
      Function<T, Stream<String>> value = value(filter.name(), tags);
      List<Pattern> wanted = filter.values().stream().map(Filters::pattern).toList();
      selected =
          selected.stream()
              .filter(row -> value.apply(row).anyMatch(v -> matchesAny(wanted, v)))
              .toList();
    }
    return selected;
  }

  private Function<T, Stream<String>> value(String name, Function<T, Map<String, String>> tags) {
    if (name == null) {
      throw Ec2Errors.missing("Filter.Name");
    } else if (name.equals(TAG_KEY)) {
      return row -> tags.apply(row).keySet().stream();
    } else if (name.startsWith(TAG)) {
      String key = name.substring(TAG.length());
      return row -> Stream.ofNullable(tags.apply(row).get(key));
    } else if (!values.containsKey(name)) {
      throw Ec2Errors.invalid("The filter '" + name + "' is invalid");
    }
    return values.get(name);
  }

  private static boolean matchesAny(List<Pattern> wanted, String value) {
    return wanted.stream().anyMatch(pattern -> pattern.matcher(value).matches());
  }

  private static Pattern pattern(String value) {
    StringBuilder regex = new StringBuilder();
    for (char c : value.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
