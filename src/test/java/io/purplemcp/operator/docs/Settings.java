package io.purplemcp.operator.docs;

import io.purplemcp.operator.cli.PurpleSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings that people set, as the code declares them. */
final class Settings {
  /** What the command line sets for the commands. */
  private static final Set<String> OF_COMMANDS =
      Set.of("mode", "output", "apply", "delete", "import");

  private Settings() {}

  /** Names with their defaults, empty where there is none. */
  static Map<String, String> ofUsers() {
    Map<String, String> found = new TreeMap<>();
    collect(
        PurpleSettings.class.getAnnotation(ConfigMapping.class).prefix(),
        PurpleSettings.class,
        found);
    return found;
  }

  private static void collect(String prefix, Class<?> group, Map<String, String> into) {
    for (Method method : group.getDeclaredMethods()) {
      String name = name(method);
      if (group == PurpleSettings.class && OF_COMMANDS.contains(name)) {
        continue;
      }
      if (method.getReturnType().isMemberClass()) {
        collect(prefix + "." + name, method.getReturnType(), into);
      } else {
        into.put(
            prefix + "." + name,
            Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .orElse(""));
      }
    }
  }

  private static String name(Method method) {
    return Optional.ofNullable(method.getAnnotation(WithName.class))
        .map(WithName::value)
        .orElseGet(() -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase());
  }
}
