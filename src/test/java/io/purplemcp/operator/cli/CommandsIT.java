package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged application as a user starts it: exit codes, what is printed, and how it ends. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {
  private static final String QUICKSTART = "deploy/quickstart";

  /** Minutes of rollouts pass in a second or two. */
  private static final double FAST = 200;

  /** A rollout and the first MCP session take a few. */
  private static final int MOST_LOOKS = 12;

  @TempDir Path folder;
  private final Sandbox sandbox = sandbox(FAST);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void plan_exits_with_2_while_changes_are_pending_and_with_0_after_apply_has_exited_with_0() {
    Launched plan = command("plan", "-f", QUICKSTART).end();
    assertThat(plan.exit()).as(plan.told()).isEqualTo(2);
    assertThat(plan.out()).contains("quickstart (us-east-1)", "Plan: ", "to create");
    assertThat(sandbox.calls()).noneMatch(CallRecord::mutating);

    Launched apply = command("apply", "-f", QUICKSTART, "--timeout", "80s").end();
    assertThat(apply.exit()).as(apply.told()).isZero();
    assertThat(apply.out()).contains("LoadBalancer", "quickstart serves at https://");
    assertThat(looksSinceTheLastChange())
        .as("what is ready is not looked at again")
        .isLessThan(MOST_LOOKS);

    Launched again = command("plan", "-f", QUICKSTART, "-o", "json").end();
    assertThat(again.exit()).as(again.told()).isZero();
    assertThat(json(again.out()).isObject()).isTrue();

    hand().loadBalancerAttribute("idle_timeout.timeout_seconds", "60");
    Launched drift = command("plan", "-f", QUICKSTART).end();
    assertThat(drift.exit()).as(drift.told()).isEqualTo(2);
    assertThat(drift.out())
        .contains("attributes[idle_timeout.timeout_seconds]", "# drift", "1 to update");
  }

  /** Each look begins with what carries the operator's tags. */
  private long looksSinceTheLastChange() {
    List<CallRecord> calls = sandbox.calls();
    int last = 0;
    for (int i = 0; i < calls.size(); i++) {
      last = calls.get(i).mutating() ? i : last;
    }
    return calls.stream().skip(last).filter(c -> c.operation().equals("GetResources")).count();
  }

  @Test
  void plan_exits_with_1_and_a_sentence_for_a_file_that_is_not_valid() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: [");

    Launched plan = command("plan", "-f", broken.toString()).end();

    assertThat(plan.exit()).as(plan.told()).isEqualTo(1);
    assertThat(plan.err()).contains("broken.yaml:1");
    assertThat(plan.told()).doesNotContain("\tat ");
  }

  @Test
  void plan_exits_with_1_and_a_sentence_where_aws_cannot_be_reached() {
    Launched plan =
        new Command("plan", "-f", QUICKSTART)
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
            .start()
            .end();

    assertThat(plan.exit()).as(plan.told()).isEqualTo(1);
    assertThat(plan.err()).contains("sts:GetCallerIdentity");
    assertThat(plan.told()).doesNotContain("\tat ");
  }

  @Test
  void apply_exits_with_1_when_its_time_is_over_and_tells_what_it_knows() {
    try (Sandbox slow = sandbox(1)) {
      Launched apply =
          new Command("apply", "-f", QUICKSTART, "--timeout", "4s")
              .with("AWS_ENDPOINT_URL", slow.endpoint().toString())
              .start()
              .end();

      assertThat(apply.exit()).as(apply.told()).isEqualTo(1);
      assertThat(apply.err()).contains("not ready after 4s");
      assertThat(apply.out()).contains("quickstart");
      assertThat(apply.told()).doesNotContain("\tat ");
    }
  }

  @Test
  void apply_exits_with_1_at_once_when_a_person_has_to_act() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("acme.yaml"),
            Files.readString(Path.of("deploy/examples/minimal.yaml"))
                .replaceAll("secretName: .*", "secretName: no-such-secret"));

    Launched apply = command("apply", "-f", file.toString(), "--timeout", "80s").end();

    assertThat(apply.exit()).as(apply.told()).isEqualTo(1);
    assertThat(apply.told()).contains("SecretNotFound", "no-such-secret");
    assertThat(apply.err()).doesNotContain("not ready after");
  }

  @Test
  void run_logs_json_answers_status_and_ends_cleanly_when_it_is_told_to() throws Exception {
    String port = freePort();
    String operator = "http://127.0.0.1:" + port;
    Launched run =
        new Command("run", "-f", QUICKSTART)
            .with("AWS_ENDPOINT_URL", sandbox.endpoint().toString())
            .with("QUARKUS_HTTP_PORT", port)
            .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
            .with("PURPLE_RESYNC", "1s")
            .start();
    try {
      run.says("deployment.ready");
      Launched status = new Command("status", "--operator", operator).start().end();
      assertThat(status.exit()).as(status.told()).isZero();
      assertThat(status.out()).contains("quickstart", "True");

      hand().loadBalancerAttribute("idle_timeout.timeout_seconds", "60");
      run.says("drift.corrected");
    } finally {
      run.stop();
    }
    assertThat(run.exit()).as(run.told()).isZero();
    driftCarriesItsFields(run.out());

    Launched status = new Command("status", "--operator", operator).start().end();
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.err()).contains("no operator answers at " + operator);
  }

  private static void driftCarriesItsFields(String log) {
    JsonNode line =
        log.lines()
            .filter(text -> !text.isBlank())
            .map(CommandsIT::json)
            .filter(each -> each.at("/mdc/event").asText().equals("drift.detected"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no drift.detected in " + log));
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("timestamp").asText()).startsWith("20");
    assertThat(line.path("message").asText()).startsWith("drift.detected deployment=quickstart ");
    JsonNode drift = line.path("mdc");
    assertThat(
            Map.of(
                "deployment", drift.path("deployment").asText(),
                "resource", drift.path("resource").asText(),
                "field", drift.path("field").asText(),
                "desired", drift.path("desired").asText(),
                "observed", drift.path("observed").asText(),
                "reason", drift.path("reason").asText()))
        .isEqualTo(
            Map.of(
                "deployment", "quickstart",
                "resource", "LoadBalancer",
                "field", "attributes[idle_timeout.timeout_seconds]",
                "desired", "300",
                "observed", "60",
                "reason", "DRIFT"));
    assertThat(List.of("target", "id", "generation")).allMatch(drift::has);
  }

  @Test
  void X13_killed_in_the_middle_of_its_first_convergence_the_next_one_leaves_one_of_everything() {
    Launched killed = command("run", "-f", QUICKSTART);
    killed.says("call=elasticloadbalancing:CreateLoadBalancer");
    killed.kill();
    assertThat(killed.exit()).as("it did not end by itself").isNotZero();

    Launched apply = command("apply", "-f", QUICKSTART, "--timeout", "80s").end();

    assertThat(apply.exit()).as(apply.told()).isZero();
    var aws = clients(sandbox.endpoint());
    assertThat(aws.elasticLoadBalancing().describeLoadBalancers().loadBalancers()).hasSize(1);
    assertThat(aws.elasticLoadBalancing().describeTargetGroups().targetGroups()).hasSize(1);
    assertThat(aws.ecs().listTaskDefinitions().taskDefinitionArns()).hasSize(1);
    assertThat(
            aws.ec2()
                .describeSecurityGroups(
                    r -> r.filters(f -> f.name("group-name").values("quickstart-*")))
                .securityGroups())
        .hasSize(2);
  }

  @Test
  void sandbox_prints_where_it_serves_and_serves_until_it_is_told_to_end() {
    Launched started = new Command("sandbox", "--port", "0").start();
    try {
      started.says("The embedded AWS serves at ");
      Matcher endpoint = Pattern.compile("serves at (http://\\S+)").matcher(started.out());
      assertThat(endpoint.find()).isTrue();
      assertThat(clients(URI.create(endpoint.group(1))).sts().getCallerIdentity().account())
          .isEqualTo("111122223333");
    } finally {
      started.stop();
    }
    assertThat(started.exit()).as(started.told()).isZero();
  }

  @Test
  void a_port_that_is_taken_is_told_in_a_sentence() {
    Launched started =
        new Command("sandbox", "--port", "" + sandbox.endpoint().getPort()).start().end();

    assertThat(started.exit()).isEqualTo(1);
    assertThat(started.err()).contains("" + sandbox.endpoint().getPort(), "already in use");
    assertThat(started.told()).doesNotContain("\tat ");
  }

  private Launched command(String... words) {
    return new Command(words)
        .with("AWS_ENDPOINT_URL", sandbox.endpoint().toString())
        .with("QUARKUS_HTTP_PORT", "0")
        .start();
  }

  private Handmade hand() {
    return new Handmade(clients(sandbox.endpoint()), "quickstart");
  }

  private static io.purplemcp.operator.aws.AwsClients clients(URI endpoint) {
    return SandboxClients.of(endpoint, World.region(), "AKIASOMEBODY", List.of());
  }

  private static Sandbox sandbox(double speed) {
    return Sandbox.start(SandboxOptions.defaults().withPort(0).withSpeed(speed));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException malformed) {
      throw new AssertionError("no JSON: " + text, malformed);
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "" + socket.getLocalPort();
    }
  }
}
