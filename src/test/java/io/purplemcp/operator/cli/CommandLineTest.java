package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line as a user types it, as far as no application has to be started for it. */
class CommandLineTest {
  private record Answer(int exit, String out, String err) {
    static Answer to(String... words) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine commandLine = Main.commandLine();
      commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      return new Answer(commandLine.execute(words), out.toString(), err.toString());
    }
  }

  @Test
  void validate_says_how_many_deployments_are_valid_and_exits_with_0() {
    Answer answer = Answer.to("validate", "deploy/examples");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).contains("Valid: ").contains("deployment(s)");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void validate_lists_every_error_with_file_and_line_and_exits_with_1(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("acme.yaml");
    Files.writeString(file, "apiVersion: purplemcp.io/v1alpha1\nkind: Pod\nmetadata: {nam: x}\n");

    Answer answer = Answer.to("validate", file.toString());

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("acme.yaml:2", "problem(s).").doesNotContain("\tat ");
  }

  @Test
  void validate_of_a_file_that_does_not_exist_exits_with_1() {
    Answer answer = Answer.to("validate", "no/such/file.yaml");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err()).contains("no/such/file.yaml").doesNotContain("\tat ");
  }

  @Test
  void schema_prints_a_json_schema_and_nothing_else() throws IOException {
    Answer answer = Answer.to("schema");

    assertThat(answer.exit()).isZero();
    assertThat(new ObjectMapper().readTree(answer.out()).has("$schema")).isTrue();
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void status_says_so_when_nobody_answers_and_exits_with_1() {
    Answer answer = Answer.to("status", "--operator", "http://127.0.0.1:1");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("no operator answers at http://127.0.0.1:1", "--operator", "PURPLE_OPERATOR_URL")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"True, 0", "False, 1", "Unknown, 1"})
  void status_exits_with_0_when_all_that_was_asked_for_is_ready(String ready, int exit)
      throws IOException {
    try (Operator operator = new Operator(200, status(ready))) {
      Answer table = Answer.to("status", "acme", "--operator", operator.url());
      assertThat(table.exit()).isEqualTo(exit);
      assertThat(table.out()).contains("acme", "us-east-1");
      Answer json = Answer.to("status", "acme", "-o", "json", "--operator", operator.url());
      assertThat(json.exit()).isEqualTo(exit);
      assertThat(new ObjectMapper().readTree(json.out()).path("name").asText()).isEqualTo("acme");
      Answer yaml = Answer.to("status", "acme", "-o", "yaml", "--operator", operator.url());
      assertThat(yaml.exit()).isEqualTo(exit);
      assertThat(yaml.out()).contains("name: \"acme\"");
    }
  }

  @Test
  void status_of_a_deployment_that_nobody_declared_says_so_and_exits_with_1() throws IOException {
    try (Operator operator = new Operator(404, "")) {
      Answer answer = Answer.to("status", "nobody", "--operator", operator.url());

      assertThat(answer.exit()).isEqualTo(1);
      assertThat(answer.err()).contains("knows no deployment named nobody");
    }
  }

  @Test
  void status_of_something_that_is_no_operator_is_told_in_a_sentence() throws IOException {
    try (Operator operator = new Operator(200, "<html>hello</html>")) {
      Answer answer = Answer.to("status", "--operator", operator.url());

      assertThat(answer.exit()).isEqualTo(1);
      assertThat(answer.err())
          .contains(operator.url(), "not an operator's answer")
          .doesNotContain("\tat ", "JsonParse");
    }
  }

  /** For plan, 2 means that changes are pending; a mistyped option must not look like that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan --fiel x.yaml",
        "plan -o xml",
        "apply --timeout",
        "validate",
        "status one two",
        "sandbox --port many",
        "destroy",
        "--no-such-option"
      })
  void bad_usage_is_explained_on_the_error_stream_and_exits_with_1(String line) {
    Answer answer = Answer.to(line.split(" "));

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).isNotBlank().doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5m", "0s", "5 parsecs"})
  void a_timeout_that_is_no_duration_is_bad_usage(String timeout) {
    Answer answer = Answer.to("apply", "--timeout", timeout);

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.err()).contains("--timeout", timeout, "20m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "plan", "apply", "validate", "status", "import", "schema", "sandbox"})
  void every_command_has_help_and_exits_with_0(String command) {
    Answer answer = Answer.to(command, "--help");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).startsWith("Usage: purple-mcp-operator " + command);
    assertThat(Answer.to("--help").out()).contains("  " + command.toLowerCase(Locale.ROOT));
  }

  @Test
  void the_version_is_told() {
    assertThat(Answer.to("--version").out()).startsWith("purple-mcp-operator ");
  }

  private static String status(String ready) {
    return """
    {"name": "acme", "target": "us-east-1", "generation": 1, "observedGeneration": 1,
     "conditions": [{"type": "Ready", "status": "%s", "reason": "Ready", "message": "m",
       "lastTransitionTime": "2026-01-15T08:00:00Z"}],
     "pending": [], "endpoint": null, "lastLook": null, "resources": {}}\
    """
        .formatted(ready);
  }

  /** Answers every request in the same way. */
  private static final class Operator implements AutoCloseable {
    private final HttpServer server;

    Operator(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
