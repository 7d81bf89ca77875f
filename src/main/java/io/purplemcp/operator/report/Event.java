package io.purplemcp.operator.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing worth telling.
 *
 * @param type which
 * @param fields the stable fields, in the order in which they are shown: {@code deployment}, {@code
 *     target}, {@code resource}, {@code id}, {@code field}, {@code desired}, {@code observed},
 *     {@code reason}, {@code generation} and what else belongs to the event
 * @param message a sentence for a person, or nothing where the fields say it all
 */
public record Event(EventType type, Map<String, String> fields, String message) {
  /** The field that tells drift which opens a deployment from any other. */
  public static final String SEVERITY = "severity";

  /** The deployment stands open to somebody who is to be kept out. */
  public static final String SECURITY = "security";

  public static final String NORMAL = "normal";

  public static Builder of(EventType type) {
    return new Builder(type);
  }

  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** How loud it is: its type's level, but drift that opens a deployment is an error. */
  public EventType.Level level() {
    return type == EventType.DRIFT_DETECTED && SECURITY.equals(field(SEVERITY))
        ? EventType.Level.ERROR
        : type.level();
  }

  /** One line in the manner of logfmt. */
  public String line() {
    String pairs =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + quoted(field.getValue()))
            .collect(Collectors.joining(" "));
    return type.text()
        + (pairs.isEmpty() ? "" : " " + pairs)
        + (message.isEmpty() ? "" : " - " + message);
  }

  private static String quoted(String value) {
    String oneLine = value.replace('\n', ' ').replace('\r', ' ');
    return oneLine.isEmpty() || oneLine.contains(" ")
        ? '"' + oneLine.replace("\"", "'") + '"'
        : oneLine;
  }

  /** Collects an event. */
  public static final class Builder {
    private final EventType type;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Builder(EventType type) {
      this.type = type;
    }

    public Builder with(String field, Object value) {
      fields.put(field, String.valueOf(value));
      return this;
    }

    public Event saying(String message) {
      return new Event(type, java.util.Collections.unmodifiableMap(fields), message);
    }

    public Event build() {
      return saying("");
    }
  }
}
