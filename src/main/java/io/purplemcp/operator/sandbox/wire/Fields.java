package io.purplemcp.operator.sandbox.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads and builds the SDK's model classes through the fields that they describe. */
final class Fields {
  private Fields() {}

  /** The value of a field; empty for a list or map that nobody has set. */
  static Optional<Object> value(SdkField<?> field, SdkPojo pojo) {
    Object value = field.getValueOrDefault(pojo);
    boolean unset = value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    return unset ? Optional.empty() : Optional.ofNullable(value);
  }

  static SdkPojo newBuilder(SdkField<?> structure) {
    return structure.constructor().get();
  }

  static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((Buildable) builder).build();
  }
}
