package io.purplemcp.operator.desired.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The defaults of a record, asked from the record itself: its compact constructor fills in what is
 * absent, so that the schema cannot say anything else than the code does.
 */
final class RecordDefaults {
  /** What the component is when the document does not mention it, if that is a plain value. */
  Optional<Object> of(Class<?> type, String component) {
    if (!type.isRecord()) {
      return Optional.empty();
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(each -> each.getName().equals(component))
        .findFirst()
        .map(each -> read(each, absent(type)))
        .filter(RecordDefaults::isPlain);
  }

  private static boolean isPlain(Object value) {
    return !(value instanceof Record
        || value instanceof Optional<?>
        || value instanceof Collection<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object absent(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] nothing =
        Arrays.stream(types).map(each -> each == boolean.class ? Boolean.FALSE : null).toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(nothing);
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
}
