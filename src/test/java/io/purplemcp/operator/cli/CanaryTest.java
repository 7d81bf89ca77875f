package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.loading.DesiredStateLoader;
import io.purplemcp.operator.report.LogJournal;
import io.purplemcp.operator.report.MetricsJournal;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.LogCapture;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * X20: a secret's value appears nowhere: not in the log at any level, not in events, status,
 * metrics, plans or messages, and not in the sandbox's record of calls.
 */
class CanaryTest {
  private static final String CANARY = "kanarienvogel-4711";
  private static final String TOKEN = "PURPLEMCP_CONSOLE_TOKEN";
  private static final String BASE_URL = "PURPLEMCP_CONSOLE_BASE_URL";

  private static final String ACME =
      Yaml.minimal("acme")
          .replace("{secretName: purple-mcp/quickstart}", "{secretName: cage, verifyKeys: true}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'TOKEN':'CANARY','URL':'https://console.example.com'}",
        "{'TOKEN':'t','URL':'https://CANARY@console.example.com/?CANARY'}",
        "{'TOKEN':'t','URL':'CANARY'}",
        "{'TOKEN':' CANARY ','URL':'https://CANARY.example.com/path'}",
        "{'CANARY':'CANARY'}",
        "{'TOKEN':'CANARY",
        "CANARY"
      })
  void X20_whatever_a_secret_holds_none_of_it_is_told(String value) throws Exception {
    try (LogCapture log = LogCapture.ofEverything();
        World world = World.empty().settings(World.UNHURRIED).through(RealDoors.open())) {
      world.person().secretsManager().createSecret(r -> r.name("cage").secretString(text(value)));
      world.forget().desire(ACME).run(Duration.ofMinutes(15));

      assertThat(log.text()).as("the log was listened to").contains("GetSecretValue");
      assertThat(log.text()).doesNotContain(CANARY);
      assertThat(everythingTold(world)).contains("acme").doesNotContain(CANARY);
      assertThat(world.sandbox().calls()).anyMatch(c -> c.operation().equals("GetSecretValue"));
    }
  }

  @Test
  void X20_the_token_that_the_operator_shows_as_a_client_is_told_to_nobody_else() throws Exception {
    String yaml =
        Yaml.withLoadBalancer("acme")
            + "    authentication: {type: bearer, bearer: {secretName: cage}}\n"
            + "  policy: {drift: Alert}\n";
    try (LogCapture log = LogCapture.ofEverything();
        World world = World.empty().through(RealDoors.open()).probing()) {
      world.clientsToken("cage", CANARY.repeat(3)).desire(yaml).converge();
      assertThat(everythingTold(world)).contains("to clients with the token and to no others");
      assertThat(everythingTold(world) + world.mcpSessions()).doesNotContain(CANARY);

      world
          .person()
          .ecs()
          .deleteService(r -> r.cluster("purple-mcp-cluster").service("acme").force(true));
      world.run(Duration.ofMinutes(15));
      assertThat(everythingTold(world) + world.mcpSessions()).doesNotContain(CANARY);
      assertThat(log.text()).contains("GetWebACLForResource").doesNotContain(CANARY);
    }
  }

  @Test
  void X20_SM05_a_token_that_somebody_put_into_a_revision_by_hand_is_put_away_and_never_told()
      throws Exception {
    try (LogCapture log = LogCapture.ofEverything();
        World world = World.converged(Yaml.minimal("acme")).forget()) {
      var ecs = world.person().ecs();
      Handmade hand = new Handmade(world.person(), "acme");
      var live =
          ecs.describeTaskDefinition(r -> r.taskDefinition(hand.service().taskDefinition()))
              .taskDefinition();
      var leaking =
          live.containerDefinitions().get(0).toBuilder()
              .environment(e -> e.name(TOKEN).value(CANARY))
              .secrets(List.of())
              .build();
      String arn =
          ecs.registerTaskDefinition(
                  r ->
                      r.family(live.family())
                          .networkMode(live.networkMode())
                          .requiresCompatibilities(live.requiresCompatibilities())
                          .cpu(live.cpu())
                          .memory(live.memory())
                          .runtimePlatform(live.runtimePlatform())
                          .executionRoleArn(live.executionRoleArn())
                          .containerDefinitions(leaking))
              .taskDefinition()
              .taskDefinitionArn();
      ecs.updateService(r -> r.cluster(Handmade.CLUSTER).service("acme").taskDefinition(arn));
      world.pass();
      String plan = everythingTold(world);
      world.settle().converge();

      assertThat(hand.service().taskDefinition()).isNotEqualTo(arn);
      assertThat(log.text()).doesNotContain(CANARY);
      assertThat(plan + everythingTold(world)).contains("taskDefinition").doesNotContain(CANARY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: {environment: {PURPLEMCP_CONSOLE_TOKEN: CANARY}}",
        "server: {environment: {PURPLEMCP_CONSOLE_TOKEN: [CANARY]}}",
        "console: {secretName: purple-mcp/quickstart, token: CANARY}",
        "server: {environment: {purplemcp_console_token: CANARY}}"
      })
  void X20_a_token_in_a_file_is_refused_without_being_quoted(String line, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("acme.yaml");
    Files.writeString(
        file,
        Yaml.minimal("acme").replace("console: {secretName: purple-mcp/quickstart}", text(line)));

    LoadResult result = new DesiredStateLoader().load(List.of(file));

    assertThat(result).isInstanceOf(LoadResult.Rejected.class);
    assertThat(((LoadResult.Rejected) result).problems().toString())
        .contains("acme.yaml")
        .doesNotContain(CANARY);
  }

  /** Everything that leaves the process, as it leaves it. */
  private static String everythingTold(World world) throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    MetricsJournal counting = new MetricsJournal(metrics, world.board());
    LogJournal logging = new LogJournal();
    world
        .journal()
        .all()
        .forEach(
            event -> {
              counting.tell(event);
              logging.tell(event);
            });
    return String.join(
        "\n",
        world.journal().toString(),
        world.journal().all().toString(),
        status(world),
        metrics.getMetersAsString(),
        PlanText.of(world.plan(), Ansi.of(true, Map.of())),
        PlanJson.of(world.plan()),
        StatusTable.of(world.board().all(), world.clock().instant(), Ansi.PLAIN),
        calls(world));
  }

  private static String status(World world) throws Exception {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .build()
        .writeValueAsString(world.board().all());
  }

  private static String calls(World world) throws Exception {
    URI record = world.sandbox().endpoint().resolve("/_sandbox/calls");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(record).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String text(String template) {
    return template
        .replace('\'', '"')
        .replace("TOKEN\"", TOKEN + '"')
        .replace("URL\"", BASE_URL + '"')
        .replace("CANARY", CANARY);
  }
}
