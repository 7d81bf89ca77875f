package io.purplemcp.operator.sandbox.cloudtrail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The parameters of a call as CloudTrail writes them down: secrets are left out. */
final class RequestParameters {
  private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
  private static final Set<String> SECRETS =
      Set.of("secretString", "secretBinary", "privateKey", "clientSecret", "token");

  private RequestParameters() {}

  static Map<String, Object> of(SdkPojo pojo) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      String name = name(field.memberName());
      if (value != null && !isEmpty(value)) {
        members.put(name, SECRETS.contains(name) ? HIDDEN : plain(value));
      }
    }
    return members;
  }

  private static String name(String member) {
    return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
  }

  private static boolean isEmpty(Object value) {
    return value instanceof List<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static Object plain(Object value) {
    if (value instanceof SdkPojo pojo) {
      return of(pojo);
    } else if (value instanceof List<?> list) {
      return list.stream().map(RequestParameters::plain).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key.toString(), plain(member)));
      return members;
    }
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }

  /** The texts of all members of the given names, at any depth. */
  static Set<String> named(Map<String, Object> parameters, Set<String> names) {
    Set<String> found = new TreeSet<>();
    walk(
        parameters,
        (name, text) -> {
          if (names.contains(name)) {
            found.add(text);
          }
        });
    return found;
  }

  private static void walk(Map<?, ?> members, BiConsumer<String, String> seen) {
    members.forEach((name, value) -> walk(name.toString(), value, seen));
  }

  private static void walk(String name, Object value, BiConsumer<String, String> seen) {
    if (value instanceof Map<?, ?> map) {
      walk(map, seen);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> walk(name, each, seen));
    } else {
      seen.accept(name, String.valueOf(value));
    }
  }
}
