package io.purplemcp.operator.sandbox.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.ser.Serializers;
import io.purplemcp.operator.sandbox.wire.JsonCodec;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import software.amazon.awssdk.core.SdkPojo;

/** Teaches Jackson the SDK's model classes, wherever they are met inside a row. */
final class SdkModels extends Module {
  @Override
  public String getModuleName() {
    return "sdk-models";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(
        new Serializers.Base() {
          @Override
          public JsonSerializer<?> findSerializer(
              SerializationConfig config, JavaType type, BeanDescription description) {
            return isModel(type) ? new Writer() : null;
          }
        });
    context.addDeserializers(
        new Deserializers.Base() {
          @Override
          public JsonDeserializer<?> findBeanDeserializer(
              JavaType type, DeserializationConfig config, BeanDescription description) {
            return isModel(type) ? new Reader(type.getRawClass()) : null;
          }
        });
  }

  private static boolean isModel(JavaType type) {
    return SdkPojo.class.isAssignableFrom(type.getRawClass());
  }

  private static final class Writer extends JsonSerializer<SdkPojo> {
    @Override
    public void serialize(SdkPojo pojo, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeTree(JsonCodec.encode(pojo));
    }
  }

  private static final class Reader extends JsonDeserializer<SdkPojo> {
    private final Class<?> model;

    Reader(Class<?> model) {
      this.model = model;
    }

    @Override
    public SdkPojo deserialize(JsonParser json, DeserializationContext context) throws IOException {
      try {
        SdkPojo builder = (SdkPojo) model.getMethod("builder").invoke(null);
        return JsonCodec.decode(json.readValueAsTree(), builder);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
        throw new JsonMappingException(json, model + " is no SDK model class", e);
      }
    }
  }
}
