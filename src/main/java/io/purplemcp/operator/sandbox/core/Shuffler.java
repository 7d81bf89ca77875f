package io.purplemcp.operator.sandbox.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Puts the lists of an answer into a random order where AWS promises none. */
final class Shuffler {
  /** Lists whose order is a part of their meaning, by member name in lower case. */
  private static final Set<String> ORDERED =
      Set.of(
          "command",
          "entrypoint",
          "events",
          "logstreams",
          "deployments",
          "servicedeployments",
          "families",
          "taskdefinitionarns");

  private final Random random;

  Shuffler(Random random) {
    this.random = random;
  }

  SdkPojo shuffle(SdkPojo pojo) {
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) pojo).toBuilder();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value instanceof SdkPojo || isSet(value)) {
        field.set(builder, shuffled(field.memberName(), value));
      }
    }
    return (SdkPojo) ((Buildable) builder).build();
  }

  private Object shuffled(String name, Object value) {
    if (value instanceof SdkPojo pojo) {
      return shuffle(pojo);
    } else if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(shuffled(name, item)));
      if (!ORDERED.contains(name == null ? "" : name.toLowerCase(Locale.ROOT))) {
        Collections.shuffle(items, random);
      }
      return items;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put(key, shuffled(name, item)));
      return items;
    }
    return value;
  }

  private static boolean isSet(Object value) {
    return (value instanceof List && !(value instanceof SdkAutoConstructList))
        || (value instanceof Map && !(value instanceof SdkAutoConstructMap));
  }
}
