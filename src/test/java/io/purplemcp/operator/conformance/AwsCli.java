package io.purplemcp.operator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** The AWS CLI against one endpoint. */
final class AwsCli {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Client client;

  private AwsCli(Client client) {
    this.client = client;
  }

  /** Skips the test where the CLI is not installed. */
  static AwsCli installedOrSkip(URI endpoint, Path directory) {
    return new AwsCli(
        new Client(Client.installed("aws"), directory, AwsSettings.of(endpoint, directory)));
  }

  /** What a command answers; fails where it does not succeed. */
  JsonNode run(String... arguments) {
    return json(client.run(arguments).expecting(0).output());
  }

  /** What the CLI says of a command that AWS refuses. */
  String refused(String... arguments) {
    return client.run(arguments).expecting(254, 255).errors();
  }

  private static JsonNode json(String output) {
    try {
      return output.isBlank() ? MissingNode.getInstance() : JSON.readTree(output);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
