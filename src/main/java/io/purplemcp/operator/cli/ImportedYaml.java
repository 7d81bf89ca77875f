package io.purplemcp.operator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import io.purplemcp.operator.desired.loading.ShortForm;
import io.purplemcp.operator.resource.imports.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Imported services as a file of desired state.
 *
 * @param text the file's content
 * @param meaning what a loader makes of it
 */
record ImportedYaml(String text, LoadResult meaning) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  /**
   * @throws IOException when no temporary file can be made
   */
  static ImportedYaml of(List<Imported> imported) throws IOException {
    Path directory = Files.createTempDirectory("purple-import");
    Path file = directory.resolve("imported.yaml");
    try {
      List<String> documents = new ArrayList<>();
      var shortForm = new ShortForm(document -> deployment(file, document));
      for (Imported each : imported) {
        documents.add(YAML.writeValueAsString(shortForm.of(each.document())));
      }
      String text = String.join("", documents);
      return new ImportedYaml(text, load(file, text));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static Optional<PurpleMcpDeployment> deployment(Path file, ObjectNode document) {
    try {
      return load(file, YAML.writeValueAsString(document)) instanceof LoadResult.Loaded loaded
          ? loaded.state().deployments().stream().findFirst()
          : Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static LoadResult load(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return new DesiredStateLoader().load(List.of(file));
  }
}
