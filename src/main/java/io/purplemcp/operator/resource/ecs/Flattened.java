package io.purplemcp.operator.resource.ecs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Turns an SDK model object into a map from paths in AWS's own names to texts. Lists whose elements
 * have a key are keyed by it, so that their order means nothing; empty lists and maps, and whatever
 * is absent, leave no trace at any depth.
 */
final class Flattened {
  /** The members that tell the elements of a list apart, in the order in which they are tried. */
  private static final List<String> KEYS =
      List.of(
          "name",
          "containerName",
          "containerPath",
          "sourceContainer",
          "namespace",
          "hostname",
          "hostPath",
          "type");

  /** The members that, beside the key, are all that an element says. */
  private static final List<String> VALUES = List.of("value", "valueFrom");

  private final SortedMap<String, String> fields = new TreeMap<>();

  private Flattened() {}

  static SortedMap<String, String> of(SdkPojo pojo) {
    var flattened = new Flattened();
    flattened.members("", pojo);
    return flattened.fields;
  }

  private void members(String prefix, SdkPojo pojo) {
    for (SdkField<?> field : pojo.sdkFields()) {
      value(prefix + field.locationName(), field.getValueOrDefault(pojo));
    }
  }

  private void value(String path, Object value) {
    if (value instanceof SdkPojo pojo) {
      members(path + ".", pojo);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> value(path + "[" + key + "]", each));
    } else if (value instanceof Collection<?> list) {
      list(path, list);
    } else if (value != null) {
      fields.put(path, value.toString());
    }
  }

  private void list(String path, Collection<?> list) {
    List<?> elements = list.stream().filter(each -> each != null).toList();
    if (elements.isEmpty()) {
      return;
    }
    if (!(elements.get(0) instanceof SdkPojo)) {
      fields.put(path, elements.stream().map(Object::toString).collect(Collectors.joining(", ")));
      return;
    }
    int position = 0;
    for (Object each : elements) {
      element(path, position++, (SdkPojo) each);
    }
  }

  private void element(String path, int position, SdkPojo element) {
    Optional<String> key = key(element);
    String place = path + "[" + key.orElse(Integer.toString(position)) + "]";
    if (key.isPresent() && pair(element)) {
      // A name that is given twice is kept twice: which of the two counts is not defined.
      String unique = fields.containsKey(place) ? place + "#" + position : place;
      fields.put(unique, text(element, VALUES).orElse(""));
    } else {
      members(place + ".", element);
    }
  }

  private static Optional<String> key(SdkPojo element) {
    return text(element, KEYS);
  }

  private static boolean pair(SdkPojo element) {
    return element.sdkFields().size() == 2
        && element.sdkFields().stream().anyMatch(field -> VALUES.contains(field.locationName()));
  }

  private static Optional<String> text(SdkPojo element, List<String> names) {
    return names.stream()
        .flatMap(
            name -> element.sdkFields().stream().filter(field -> field.locationName().equals(name)))
        .map(field -> field.getValueOrDefault(element))
        .filter(value -> value instanceof String)
        .map(Object::toString)
        .findFirst();
  }
}
