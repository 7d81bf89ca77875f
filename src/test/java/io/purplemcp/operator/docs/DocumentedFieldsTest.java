package io.purplemcp.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.Spec;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reference of the desired state, held against the model. */
final class DocumentedFieldsTest {
  private static final String NONE = "";
  private static final String OPTIONAL = "optional";
  private static final String FROM_THE_NAME = "(name)";

  private final Map<String, Object> model = new LinkedHashMap<>();

  DocumentedFieldsTest() throws ReflectiveOperationException {
    collect("metadata", Metadata.class);
    collect("spec", Spec.class);
  }

  @Test
  void everyFieldOfTheModelIsDocumentedAndNoOther() throws IOException {
    assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(model.keySet());
  }

  @Test
  void everyDefaultIsTheModels() throws IOException {
    documented()
        .forEach(
            (path, cells) ->
                assertThat(agrees(cells.get(0), model.get(path)))
                    .as("%s: documented %s, in the model %s", path, cells.get(0), model.get(path))
                    .isTrue());
  }

  @Test
  void everyFieldHasAMeaning() throws IOException {
    assertThat(documented().values()).allSatisfy(cells -> assertThat(cells.get(1)).isNotBlank());
  }

  private static Map<String, List<String>> documented() throws IOException {
    return MarkdownTable.read(MarkdownTable.SITE.resolve("desired-state.md"), "field");
  }

  private static boolean agrees(String cell, Object value) {
    if (cell.equals(NONE)) {
      return value == null || value.equals(List.of());
    }
    if (cell.equals(OPTIONAL) || cell.contains(FROM_THE_NAME)) {
      return value.equals(Optional.empty());
    }
    return value != null && cell.equals("`" + text(value) + "`");
  }

  /** As YAML has it. */
  private static String text(Object value) {
    return new ObjectMapper()
        .convertValue(value, com.fasterxml.jackson.databind.JsonNode.class)
        .toString()
        .replace("\"", "");
  }

  private void collect(String path, Class<?> record) throws ReflectiveOperationException {
    Object defaults = nothingGiven(record);
    for (RecordComponent component : record.getRecordComponents()) {
      String below = path + "." + component.getName();
      boolean optional = component.getType() == Optional.class;
      Class<?> type = optional ? argument(component.getGenericType()) : component.getType();
      if (!type.isRecord() || optional) {
        model.put(below, component.getAccessor().invoke(defaults));
      }
      if (type.isRecord()) {
        collect(below, type);
      }
    }
  }

  /** The record as it is when its document gives no field at all. */
  private static Object nothingGiven(Class<?> record) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Object[] nothing =
        Arrays.stream(types).map(type -> type == boolean.class ? Boolean.FALSE : null).toArray();
    return record.getDeclaredConstructor(types).newInstance(nothing);
  }

  private static Class<?> argument(Type optional) {
    return (Class<?>) ((ParameterizedType) optional).getActualTypeArguments()[0];
  }
}
