package io.purplemcp.operator.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Every way in which exactly one leaf of an SDK object can be another one. */
public final class Mutations {
  /** One leaf changed. */
  public record Mutation<T>(String path, T changed) {
    @Override
    public String toString() {
      return path;
    }
  }

  private Mutations() {}

  @SuppressWarnings("unchecked")
  public static <T extends SdkPojo> List<Mutation<T>> of(T original) {
    return ofMembers("", original).stream()
        .map(each -> new Mutation<>(each.path(), (T) each.changed()))
        .toList();
  }

  private static List<Mutation<Object>> ofMembers(String prefix, SdkPojo original) {
    var mutations = new ArrayList<Mutation<Object>>();
    for (SdkField<?> field : original.sdkFields()) {
      Object value = field.getValueOrDefault(original);
      for (Mutation<Object> each : ofValue(prefix + field.locationName(), value)) {
        SdkBuilder<?, ?> builder = ((ToCopyableBuilder<?, ?>) original).toBuilder();
        field.set(builder, each.changed());
        mutations.add(new Mutation<>(each.path(), builder.build()));
      }
    }
    return mutations;
  }

  private static List<Mutation<Object>> ofValue(String path, Object value) {
    if (value instanceof SdkPojo pojo) {
      return ofMembers(path + ".", pojo);
    }
    if (value instanceof List<?> list) {
      return ofList(path, list);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(path, map);
    }
    return changed(value).map(other -> List.of(new Mutation<>(path, other))).orElse(List.of());
  }

  private static List<Mutation<Object>> ofList(String path, List<?> list) {
    var mutations = new ArrayList<Mutation<Object>>();
    for (int i = 0; i < list.size(); i++) {
      for (Mutation<Object> each : ofValue(path + "[" + i + "]", list.get(i))) {
        var copy = new ArrayList<Object>(list);
        copy.set(i, each.changed());
        mutations.add(new Mutation<>(each.path(), copy));
      }
    }
    return mutations;
  }

  private static List<Mutation<Object>> ofMap(String path, Map<?, ?> map) {
    var mutations = new ArrayList<Mutation<Object>>();
    for (Object key : map.keySet()) {
      for (Mutation<Object> each : ofValue(path + "[" + key + "]", map.get(key))) {
        var copy = new HashMap<Object, Object>(map);
        copy.put(key, each.changed());
        mutations.add(new Mutation<>(each.path(), copy));
      }
    }
    return mutations;
  }

  private static Optional<Object> changed(Object value) {
    if (value instanceof String text) {
      return Optional.of(
          text.matches("\\d+") ? Integer.toString(Integer.parseInt(text) + 1) : text + "x");
    }
    if (value instanceof Integer number) {
      return Optional.of(number + 1);
    }
    if (value instanceof Boolean flag) {
      return Optional.of(!flag);
    }
    return Optional.empty();
  }
}
