package io.purplemcp.operator.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * The SDK's model classes as the JSON of the AWS JSON 1.0 and 1.1 protocols. A member that is not
 * set is left out; an empty list that is set stays.
 */
public final class JsonCodec {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonCodec() {}

  /**
   * @param builder an empty builder of the class that is wanted
   * @throws Malformed when a member is of another type than the class says
   */
  public static SdkPojo decode(JsonNode json, SdkPojo builder) {
    if (!json.isObject()) {
      throw new Malformed("Expected a structure, found " + json.getNodeType());
    }
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode node = json.path(field.locationName());
      if (!node.isMissingNode() && !node.isNull()) {
        field.set(builder, value(field, node));
      }
    }
    return Fields.build(builder);
  }

  public static ObjectNode encode(SdkPojo pojo) {
    ObjectNode json = NODES.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Fields.value(field, pojo)
          .ifPresent(value -> json.set(field.locationName(), node(field, value)));
    }
    return json;
  }

  private static Object value(SdkField<?> field, JsonNode node) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return decode(node, Fields.newBuilder(field));
    } else if (type == MarshallingType.LIST) {
      return list(field, node);
    } else if (type == MarshallingType.MAP) {
      return map(field, node);
    } else if (type == MarshallingType.DOCUMENT) {
      return Documents.decode(node);
    } else if (type == MarshallingType.INSTANT && node.isNumber()) {
      Format format = Scalars.format(field, Format.UNIX_TIMESTAMP);
      boolean millis = format == Format.UNIX_TIMESTAMP_MILLIS;
      return millis
          ? Instant.ofEpochMilli(node.longValue())
          : Scalars.epochSeconds(node.decimalValue());
    } else if (!node.isValueNode() || (type == MarshallingType.STRING && !node.isTextual())) {
      throw new Malformed(field.memberName() + " cannot be a " + node.getNodeType());
    }
    return Scalars.parse(field, node.asText());
  }

  private static List<Object> list(SdkField<?> field, JsonNode node) {
    if (!node.isArray()) {
      throw new Malformed(field.memberName() + " must be a list");
    }
    SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
    List<Object> list = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isNull()) {
        list.add(value(member, item));
      }
    }
    return list;
  }

  private static Map<String, Object> map(SdkField<?> field, JsonNode node) {
    if (!node.isObject()) {
      throw new Malformed(field.memberName() + " must be a map");
    }
    SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), value(member, e.getValue())));
    return map;
  }

  private static JsonNode node(SdkField<?> field, Object value) {
    if (value instanceof SdkPojo pojo) {
      return encode(pojo);
    } else if (value instanceof List<?> list) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      ArrayNode array = NODES.arrayNode();
      list.forEach(item -> array.add(node(member, item)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
      ObjectNode object = NODES.objectNode();
      map.forEach((key, item) -> object.set(key.toString(), node(member, item)));
      return object;
    }
    return scalar(field, value);
  }

  private static JsonNode scalar(SdkField<?> field, Object value) {
    if (value instanceof Document document) {
      return Documents.encode(document);
    } else if (value instanceof SdkBytes bytes) {
      return NODES.textNode(BinaryUtils.toBase64(bytes.asByteArray()));
    } else if (value instanceof Instant instant) {
      Format format = Scalars.format(field, Format.UNIX_TIMESTAMP);
      return switch (format) {
        case UNIX_TIMESTAMP -> NODES.numberNode(Scalars.epochSeconds(instant));
        case UNIX_TIMESTAMP_MILLIS -> NODES.numberNode(instant.toEpochMilli());
        default -> NODES.textNode(Scalars.text(field, instant, format));
      };
    } else if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    } else if (value instanceof Number number) {
      return Documents.number(number.toString());
    }
    return NODES.textNode(value.toString());
  }
}
