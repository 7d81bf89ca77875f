package io.purplemcp.operator.desired.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.purplemcp.operator.desired.AllowedNumbers;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.GatewayManifest;
import io.purplemcp.operator.desired.Manifest;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;

/**
 * The JSON Schema of a document of desired state, made from the records of the model: their types,
 * annotations and defaults.
 *
 * <p>Draft 7 with everything inline, because that is what editors understand best.
 */
public final class DesiredStateSchema {
  /** The file's name under {@code deploy/schema}. */
  public static final String FILE_NAME = "purplemcp.io-v1alpha1.schema.json";

  /** Not part of JSON Schema: what editors show when a pattern does not match. */
  public static final String PATTERN_MESSAGE = "patternErrorMessage";

  private static final ObjectNode DEPLOYMENT = generate(Manifest.class, DocumentKind.DEPLOYMENT);
  private static final ObjectNode GATEWAY = generate(GatewayManifest.class, DocumentKind.GATEWAY);
  private static final ObjectNode DEFAULTS = SchemaKinds.defaults(DEPLOYMENT);
  private static final ObjectNode PUBLISHED = SchemaKinds.published(DEPLOYMENT, GATEWAY, DEFAULTS);

  private DesiredStateSchema() {}

  /** The schema of any document, as editors use it. */
  public static JsonNode json() {
    return PUBLISHED.deepCopy();
  }

  /** The schema of a document of one kind, completed by its defaults. */
  public static JsonNode of(DocumentKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> DEPLOYMENT.deepCopy();
      case GATEWAY -> GATEWAY.deepCopy();
      case DEFAULTS -> DEFAULTS.deepCopy();
    };
  }

  /** The schema as the {@code schema} command prints it and as it is committed. */
  public static String text() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(PUBLISHED) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  private static ObjectNode generate(Class<? extends Record> manifest, DocumentKind kind) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(
                Option.INLINE_ALL_SCHEMAS,
                Option.FLATTENED_OPTIONALS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
            .with(
                new JakartaValidationModule(
                    JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                    JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
    builder.forTypesInGeneral().withPropertySorter((one, other) -> 0);
    describe(builder.forFields());
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(manifest);
    schema.put("title", kind.text());
    SchemaKinds.named(schema, kind);
    forbidNull(schema);
    if (kind == DocumentKind.DEPLOYMENT) {
      takeScalars(schema.at("/properties/spec/properties/server/properties/environment"));
    }
    return schema;
  }

  private static void describe(SchemaGeneratorConfigPart<FieldScope> fields) {
    RecordDefaults defaults = new RecordDefaults();
    fields
        .withDefaultResolver(
            field ->
                field.isFakeContainerItemScope()
                    ? null
                    : defaults
                        .of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
                        .orElse(null))
        .withEnumResolver(DesiredStateSchema::allowed)
        .withInstanceAttributeOverride((attributes, field, context) -> explain(attributes, field));
  }

  private static void explain(ObjectNode attributes, FieldScope field) {
    if (attributes.has("pattern")) {
      Pattern onItem = field.getContainerItemAnnotation(Pattern.class);
      Pattern pattern = onItem == null ? field.getAnnotation(Pattern.class) : onItem;
      attributes.put(PATTERN_MESSAGE, "allowed: " + pattern.message());
    }
  }

  /** An absent field is left out; writing it with nothing behind it is more likely a slip. */
  private static void forbidNull(JsonNode schema) {
    if (schema.path("type").isArray()) {
      ((ObjectNode) schema).set("type", schema.get("type").get(0));
    }
    schema.forEach(DesiredStateSchema::forbidNull);
  }

  /** YAML's numbers and booleans become the text that they are written as. */
  private static void takeScalars(JsonNode environment) {
    ArrayNode types = ((ObjectNode) environment).putObject("additionalProperties").putArray("type");
    types.add("string").add("number").add("boolean");
  }

  private static List<?> allowed(FieldScope field) {
    if (field.getDeclaredName().equals("apiVersion")) {
      return List.of(PurpleMcpDeployment.API_VERSION);
    }
    AllowedNumbers numbers = field.getAnnotation(AllowedNumbers.class);
    return numbers == null ? null : Arrays.stream(numbers.value()).boxed().toList();
  }
}
