package io.purplemcp.operator.sandbox.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Reads requests of the query protocols. EC2's dialect numbers the items of a list directly ({@code
 * Filter.1.Name}); the other puts a member between ({@code Tags.member.1.Key}).
 */
final class QueryDecoder {
  private final boolean ec2;

  QueryDecoder(boolean ec2) {
    this.ec2 = ec2;
  }

  SdkPojo decode(Parameters parameters, SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      parameters
          .child(field.locationName())
          .flatMap(child -> value(field, child))
          .ifPresent(value -> field.set(builder, value));
    }
    return Fields.build(builder);
  }

  private Optional<Object> value(SdkField<?> field, Parameters node) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return Optional.of(decode(node, Fields.newBuilder(field)));
    } else if (type == MarshallingType.LIST) {
      return Optional.of(list(field, node));
    } else if (type == MarshallingType.MAP) {
      return Optional.of(map(field, node));
    }
    return node.text().map(text -> Scalars.parse(field, text));
  }

  private List<Object> list(SdkField<?> field, Parameters node) {
    ListTrait trait = field.getTrait(ListTrait.class);
    boolean direct = ec2 || trait.isFlattened();
    List<Object> list = new ArrayList<>();
    items(node, direct, trait.memberLocationName(), "member")
        .forEach(item -> value(trait.memberFieldInfo(), item).ifPresent(list::add));
    return list;
  }

  private Map<String, Object> map(SdkField<?> field, Parameters node) {
    MapTrait trait = field.getTrait(MapTrait.class);
    String key = trait.keyLocationName() == null ? "key" : trait.keyLocationName();
    String value = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
    Map<String, Object> map = new LinkedHashMap<>();
    for (Parameters entry : items(node, trait.isFlattened(), null, "entry")) {
      String name = entry.text(key).orElseThrow(() -> new Malformed("A map entry has no key"));
      entry
          .child(value)
          .flatMap(v -> value(trait.valueFieldInfo(), v))
          .ifPresent(v -> map.put(name, v));
    }
    return map;
  }

  private static List<Parameters> items(
      Parameters node, boolean direct, String memberName, String defaultName) {
    if (direct) {
      return node.numbered();
    }
    String between = memberName == null ? defaultName : memberName;
    return node.child(between).map(Parameters::numbered).orElseGet(List::of);
  }
}
