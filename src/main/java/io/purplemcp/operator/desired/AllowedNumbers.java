package io.purplemcp.operator.desired;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The only numbers that AWS takes for a field; the JSON Schema's {@code enum}. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedNumbers {
  int[] value();
}
