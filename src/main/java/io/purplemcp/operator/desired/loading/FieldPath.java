package io.purplemcp.operator.desired.loading;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;

/** JSON pointers, and how people write them: {@code /spec/a/0} is {@code spec.a[0]}. */
final class FieldPath {
  private static final Pattern INDEX = Pattern.compile("\\d+");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private FieldPath() {}

  static String child(String parent, String key) {
    return parent + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  static boolean isWithin(String pointer, String ancestor) {
    return pointer.equals(ancestor) || pointer.startsWith(ancestor + "/");
  }

  static String display(String pointer) {
    StringBuilder text = new StringBuilder();
    for (JsonPointer at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
      append(text, at.getMatchingProperty());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String step) {
    if (INDEX.matcher(step).matches()) {
      text.append('[').append(step).append(']');
    } else if (PLAIN.matcher(step).matches()) {
      text.append(text.length() == 0 ? "" : ".").append(step);
    } else {
      text.append("[\"").append(Found.shortened(step)).append("\"]");
    }
  }
}
