package io.purplemcp.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.purplemcp.operator.report.DeploymentStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a running operator. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Ask a running operator what it knows.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all that was asked for is ready", "1:something is not, or nobody answers"})
final class StatusCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How the status is written. */
  enum Output {
    TABLE,
    JSON,
    YAML
  }

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "One deployment; all by default.")
  Optional<String> name = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      description = "One of: ${COMPLETION-CANDIDATES}. Default: table.")
  Output output = Output.TABLE;

  @Option(
      names = "--operator",
      paramLabel = "URL",
      defaultValue = "${env:PURPLE_OPERATOR_URL:-http://127.0.0.1:8080}",
      description = "Where the operator listens. Default: ${DEFAULT-VALUE}.")
  URI operator;

  @Override
  public Integer call() throws Exception {
    ObjectMapper json =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    JsonNode tree = understood(json, ask());
    List<DeploymentStatus> statuses = statuses(json, tree);
    var out = spec.commandLine().getOut();
    switch (output) {
      case JSON:
        out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
        break;
      case YAML:
        out.print(new YAMLMapper().writeValueAsString(tree));
        break;
      default:
        out.print(
            StatusTable.of(
                statuses, Instant.now(), Ansi.of(System.console() != null, System.getenv())));
        break;
    }
    out.flush();
    return statuses.stream().allMatch(status -> status.is("Ready")) ? 0 : 1;
  }

  private JsonNode understood(ObjectMapper json, String answer) throws IOException {
    try {
      return json.readTree(answer);
    } catch (JsonProcessingException malformed) {
      throw notAnOperator();
    }
  }

  private List<DeploymentStatus> statuses(ObjectMapper json, JsonNode tree) throws IOException {
    try {
      return tree.isArray()
          ? json.convertValue(tree, new TypeReference<List<DeploymentStatus>>() {})
          : List.of(json.convertValue(tree, DeploymentStatus.class));
    } catch (IllegalArgumentException another) {
      throw notAnOperator();
    }
  }

  private IOException notAnOperator() {
    return new IOException(
        "what "
            + operator
            + " answers is not an operator's answer; does another program listen"
            + " there? Name the operator with --operator or PURPLE_OPERATOR_URL.");
  }

  private String ask() throws IOException, InterruptedException {
    String path =
        "/api/v1/deployments"
            + name.map(n -> "/" + URLEncoder.encode(n, StandardCharsets.UTF_8)).orElse("");
    HttpRequest request = HttpRequest.newBuilder(operator.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 404) {
        throw new IOException(
            "the operator at " + operator + " knows no deployment named " + name.orElse(""));
      }
      if (response.statusCode() != 200) {
        throw new IOException("the operator at " + operator + " answered " + response.statusCode());
      }
      return response.body();
    } catch (ConnectException unreachable) {
      throw new IOException(
          "no operator answers at "
              + operator
              + "; is it running? Name another with --operator or PURPLE_OPERATOR_URL.");
    }
  }
}
