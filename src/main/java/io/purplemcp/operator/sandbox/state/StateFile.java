package io.purplemcp.operator.sandbox.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Scope;
import io.purplemcp.operator.sandbox.core.Store;
import io.purplemcp.operator.sandbox.core.Table;
import io.purplemcp.operator.sandbox.core.TableKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Keeps the sandbox's state as one JSON file. It holds everything that was put into the sandbox in
 * plain text, the values of secrets too: it is meant for a laptop and made-up secrets.
 */
public final class StateFile {
  private static final String NAME = "sandbox-state.json";
  private static final int FORMAT = 1;

  private final Path file;
  private final ObjectMapper json = mapper();

  /**
   * @param directory is made where it is missing
   * @throws UncheckedIOException when it cannot be made
   */
  public StateFile(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sandbox cannot keep its state in " + directory + ": " + e.getMessage(), e);
    }
    this.file = directory.resolve(NAME);
  }

  /**
   * The kept state, an empty one where there is none yet.
   *
   * @throws UncheckedIOException when there is one that cannot be read; it is left as it is
   */
  public Cloud load() {
    Cloud cloud = new Cloud();
    if (!Files.exists(file)) {
      return cloud;
    }
    try {
      JsonNode root = json.readTree(file.toFile());
      if (root.path("format").asInt() != FORMAT) {
        throw new IOException("it is of another version of the sandbox");
      }
      for (JsonNode scope : root.path("scopes")) {
        Scope of = new Scope(scope.path("account").asText(), scope.path("region").asText());
        read(scope.path("tables"), cloud.in(of));
      }
      return cloud;
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          "The sandbox cannot read its state in "
              + file
              + ": "
              + e.getMessage()
              + ". Delete the file to begin anew.",
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  /**
   * Replaces the file as a whole, so that a reader never finds half a state.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public void save(Cloud cloud) {
    ObjectNode root = json.createObjectNode().put("format", FORMAT);
    ArrayNode scopes = root.putArray("scopes");
    for (Map.Entry<Scope, Store> entry : cloud.stores().entrySet()) {
      ObjectNode scope = scopes.addObject();
      scope.put("account", entry.getKey().account()).put("region", entry.getKey().region());
      write(entry.getValue(), scope.putObject("tables"));
    }
    try {
      Path next = file.resolveSibling(NAME + ".next");
      json.writeValue(next.toFile(), root);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write its state to " + file, e);
    }
  }

  private void write(Store store, ObjectNode tables) {
    for (Map.Entry<TableKey<?>, Table<?>> entry : store.tables().entrySet()) {
      ObjectNode table = tables.putObject(entry.getKey().name());
      table.put("type", entry.getKey().type().getName());
      ObjectNode rows = table.putObject("rows");
      entry.getValue().rows().forEach((key, row) -> rows.set(key, json.valueToTree(row)));
    }
  }

  private void read(JsonNode tables, Store store) throws IOException {
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      Class<?> type = RowTypes.named(table.getValue().path("type").asText());
      read(table.getValue().path("rows"), store, TableKey.of(table.getKey(), type));
    }
  }

  private <V> void read(JsonNode rows, Store store, TableKey<V> key) throws IOException {
    Table<V> table = store.table(key);
    for (Map.Entry<String, JsonNode> row : rows.properties()) {
      table.put(row.getKey(), json.treeToValue(row.getValue(), key.type()));
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new SdkModels())
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
        .build();
  }
}
