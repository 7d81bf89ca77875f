package io.purplemcp.operator.sandbox.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes responses of the query protocols. */
final class XmlEncoder {
  private final XmlText xml;

  XmlEncoder(XmlText xml) {
    this.xml = xml;
  }

  void members(SdkPojo pojo) {
    for (SdkField<?> field : pojo.sdkFields()) {
      Fields.value(field, pojo)
          .ifPresent(value -> element(field.unmarshallLocationName(), field, value));
    }
  }

  private void element(String name, SdkField<?> field, Object value) {
    if (value instanceof List<?> list) {
      list(name, field.getTrait(ListTrait.class), list);
    } else if (value instanceof Map<?, ?> map) {
      map(name, field.getTrait(MapTrait.class), map);
    } else if (value instanceof SdkPojo pojo) {
      xml.open(name);
      members(pojo);
      xml.close(name);
    } else {
      xml.leaf(name, Scalars.text(field, value, Format.ISO_8601));
    }
  }

  private void list(String name, ListTrait trait, List<?> list) {
    SdkField<?> member = trait.memberFieldInfo();
    if (trait.isFlattened()) {
      list.forEach(item -> element(name, member, item));
      return;
    }
    String itemName = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    xml.open(name);
    list.forEach(item -> element(itemName, member, item));
    xml.close(name);
  }

  private void map(String name, MapTrait trait, Map<?, ?> map) {
    if (!trait.isFlattened()) {
      xml.open(name);
    }
    String entryName = trait.isFlattened() ? name : "entry";
    map.forEach(
        (key, value) -> {
          xml.open(entryName);
          xml.leaf(trait.keyLocationName() == null ? "key" : trait.keyLocationName(), "" + key);
          String valueName =
              trait.valueLocationName() == null ? "value" : trait.valueLocationName();
          element(valueName, trait.valueFieldInfo(), value);
          xml.close(entryName);
        });
    if (!trait.isFlattened()) {
      xml.close(name);
    }
  }
}
