package io.purplemcp.operator.docs;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.desired.GatewaySpec;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.Spec;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference of the desired state's fields, written from the model itself. */
final class FieldTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> rows =
      new ArrayList<>(List.of("| field | default | meaning |", "|---|---|---|"));

  private FieldTable() {}

  /** The table's lines, one for each field, in the order of the model. */
  static List<String> lines() {
    FieldTable table = new FieldTable();
    table.record("metadata", Metadata.class);
    table.record("spec", Spec.class);
    return table.rows;
  }

  /** The gateway's own fields; what is below them is as with a deployment. */
  static List<String> gatewayLines() {
    FieldTable table = new FieldTable();
    for (RecordComponent component : GatewaySpec.class.getRecordComponents()) {
      AnnotatedElement annotated = declared(GatewaySpec.class, component);
      boolean required = annotated.isAnnotationPresent(NotNull.class);
      table.rows.add(
          "| `spec.%s` | %s | %s |"
              .formatted(
                  component.getName(),
                  required ? "required" : "",
                  meaning(annotated, component.getType())));
    }
    return table.rows;
  }

  private void record(String path, Class<?> type) {
    Object nothingGiven = nothingGiven(type);
    for (RecordComponent component : type.getRecordComponents()) {
      field(path + "." + component.getName(), type, component, nothingGiven);
    }
  }

  private void field(String path, Class<?> owner, RecordComponent component, Object nothingGiven) {
    AnnotatedElement annotated = declared(owner, component);
    boolean optional = component.getType() == Optional.class;
    Class<?> type = optional ? argument(component) : component.getType();
    if (optional || !type.isRecord()) {
      rows.add(
          "| `%s` | %s | %s |"
              .formatted(
                  path,
                  standard(annotated, read(component, nothingGiven)),
                  meaning(annotated, type)));
    }
    if (type.isRecord()) {
      record(path, type);
    }
  }

  private static String standard(AnnotatedElement field, Object value) {
    if (field.isAnnotationPresent(NotNull.class)) {
      return "required";
    }
    boolean none =
        value == null
            || value.equals(Optional.empty())
            || value instanceof Collection<?> list && list.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    return none ? "" : "`" + yaml(value) + "`";
  }

  private static String meaning(AnnotatedElement field, Class<?> type) {
    String text = field.getAnnotation(JsonPropertyDescription.class).value();
    String choice =
        type.isEnum()
            ? Arrays.stream(type.getEnumConstants())
                .map(constant -> "`" + yaml(constant) + "`")
                .collect(Collectors.joining(", ", " One of ", "."))
            : "";
    return (text + choice).replace("|", "\\|").replace("<", "&lt;");
  }

  private static String yaml(Object value) {
    return JSON.convertValue(value, JsonNode.class).toString().replace("\"", "").replace(",", ", ");
  }

  /** Annotations of a component are found on its field. */
  private static AnnotatedElement declared(Class<?> owner, RecordComponent component) {
    try {
      return owner.getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object nothingGiven(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Object[] nothing =
        Arrays.stream(types).map(each -> each == boolean.class ? Boolean.FALSE : null).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(nothing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made from nothing", e);
    }
  }

  private static Object read(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Class<?> argument(RecordComponent optional) {
    return (Class<?>) ((ParameterizedType) optional.getGenericType()).getActualTypeArguments()[0];
  }
}
