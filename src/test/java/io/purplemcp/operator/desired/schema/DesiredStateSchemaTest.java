package io.purplemcp.operator.desired.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that is committed, and what it says of the examples. */
final class DesiredStateSchemaTest {
  private static final Path COMMITTED = Path.of("deploy", "schema", DesiredStateSchema.FILE_NAME);

  /** Writes the file instead of comparing it: {@code -Dpurple.docs.write=true}. */
  private static final boolean WRITE = Boolean.getBoolean("purple.docs.write");

  @Test
  void the_committed_schema_is_the_one_of_the_model() throws IOException {
    if (WRITE) {
      Files.writeString(COMMITTED, DesiredStateSchema.text());
    }

    assertThat(Files.readString(COMMITTED))
        .as("run ./mvnw test -Dtest=DesiredStateSchemaTest -Dpurple.docs.write=true")
        .isEqualTo(DesiredStateSchema.text());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_document_of_an_example_is_valid_by_the_committed_schema(Path example)
      throws IOException {
    JsonNode committed = new ObjectMapper().readTree(COMMITTED.toFile());
    committed
        .findParents(DesiredStateSchema.PATTERN_MESSAGE)
        .forEach(each -> ((ObjectNode) each).remove(DesiredStateSchema.PATTERN_MESSAGE));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(committed);
    YAMLMapper mapper = new YAMLMapper();

    try (MappingIterator<JsonNode> documents =
        mapper.readerFor(JsonNode.class).readValues(example.toFile())) {
      List<JsonNode> all = documents.readAll();
      assertThat(all).isNotEmpty();
      assertThat(all).allSatisfy(document -> assertThat(schema.validate(document)).isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_tells_editors_where_its_schema_is(Path example) throws IOException {
    String first = Files.readAllLines(example).get(0);
    String header = "# yaml-language-server: $schema=";

    assertThat(first).startsWith(header);
    Path schema = example.resolveSibling(first.substring(header.length())).normalize();
    assertThat(schema).isEqualTo(COMMITTED);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_accepted(Path example) {
    assertThat(Yaml.load(example)).isNotEmpty();
  }

  @Test
  void all_examples_may_live_in_one_account() {
    assertThat(Yaml.load(Path.of("deploy", "examples"))).hasSizeGreaterThan(8);
  }

  @Test
  void every_field_is_explained_and_no_field_may_be_added() {
    assertThat(DesiredStateSchema.json().path("oneOf"))
        .hasSize(DocumentKind.values().length)
        .allSatisfy(kind -> assertExplained("", kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.", "a/", "a-", "-a", "1.", ":", "a:", "A", "arn:", "_", " ", "\\"})
  void no_pattern_needs_a_deep_stack_or_long_for_a_long_text(String chunk) {
    String text = chunk.repeat(4096 / chunk.length());
    for (JsonNode pattern : DesiredStateSchema.json().findValues("pattern")) {
      Pattern compiled = Pattern.compile(pattern.asText());
      for (String start : List.of("", "a", "us-", "arn:aws:iam::111122223333:role/")) {
        assertThat(compiled.matcher(start + text + "\u0000").find()).isFalse();
      }
    }
  }

  private static void assertExplained(String path, JsonNode schema) {
    if (schema.path("type").asText().equals("object") && schema.has("properties")) {
      assertThat(schema.path("additionalProperties").isBoolean()).as(path).isTrue();
      assertThat(schema.path("additionalProperties").asBoolean()).as(path).isFalse();
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String at = path + "/" + field.getKey();
              assertThat(field.getValue().path("description").asText()).as(at).isNotBlank();
              assertExplained(at, field.getValue());
            });
  }

  private static List<Path> examples() {
    return Yaml.examples();
  }
}
