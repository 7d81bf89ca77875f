package io.purplemcp.operator.sandbox.state;

import java.io.IOException;
import java.util.List;

/** The classes that rows of the state may be of. */
final class RowTypes {
  private static final List<String> ALLOWED =
      List.of(
          "io.purplemcp.operator.sandbox.",
          "software.amazon.awssdk.services.",
          "java.lang.",
          "java.time.");

  private RowTypes() {}

  /**
   * @throws IOException when the state names a class that no row can be of
   */
  static Class<?> named(String name) throws IOException {
    if (ALLOWED.stream().noneMatch(name::startsWith)) {
      throw new IOException("no row is a " + name);
    }
    try {
      return Class.forName(name, false, RowTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("this version of the sandbox has no " + name, e);
    }
  }
}
