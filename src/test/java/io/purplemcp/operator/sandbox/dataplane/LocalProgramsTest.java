package io.purplemcp.operator.sandbox.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.testing.LoadBalancerClient;
import io.purplemcp.operator.testing.Patience;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** A process of this machine in place of the stand-in of the server. */
class LocalProgramsTest {
  private static final String CLUSTER = "purple-mcp-cluster";
  private static final String HOST = "https://purple-mcp.example.com";

  /** Tells what it was started with, and ends when it is told to. */
  private static final String SERVER =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;

      class Server {
        public static void main(String[] arguments) throws Exception {
          int port = Integer.parseInt(System.getenv("MCP_PORT"));
          HttpServer server =
              HttpServer.create(new InetSocketAddress(System.getenv("MCP_HOST"), port), 0);
          server.createContext(
              "/",
              exchange -> {
                if (exchange.getRequestURI().getPath().equals("/end")) {
                  Runtime.getRuntime().halt(7);
                }
                String told =
                    ProcessHandle.current().pid()
                        + " "
                        + System.getenv("PURPLEMCP_CONSOLE_BASE_URL")
                        + " "
                        + System.getenv("PURPLEMCP_CONSOLE_TOKEN")
                        + " "
                        + System.getenv("AWS_PROFILE");
                exchange.sendResponseHeaders(200, told.length());
                exchange.getResponseBody().write(told.getBytes());
                exchange.close();
              });
          server.start();
        }
      }
      """;

  @TempDir Path folder;
  private World world;
  private Sandbox sandbox;
  private AwsClients aws;
  private LoadBalancerClient client;

  /** The tasks of a converged deployment run on where a command is given. */
  @BeforeEach
  void serve() throws IOException {
    Path server = Files.writeString(folder.resolve("Server.java"), SERVER);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    world =
        World.empty()
            .secret("purple-mcp/acme")
            .desire(
                Yaml.withLoadBalancer("acme").replace("purple-mcp/quickstart", "purple-mcp/acme"))
            .converge();
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withPort(0)
                .withClock(world.clock())
                .withTaskCommand("'" + java + "' -XX:TieredStopAtLevel=1 '" + server + "'"));
    sandbox.restore(world.snapshot().cloud());
    aws = SandboxClients.of(sandbox.endpoint(), World.region(), "AKIASOMEBODY", List.of());
    client = new LoadBalancerClient(sandbox, world.clock().instant());
  }

  @AfterEach
  void stop() {
    aws.close();
    sandbox.close();
    world.close();
  }

  @Test
  void it_has_the_tasks_environment_and_secrets_and_nothing_else_of_this_machine() {
    assertThat(answer().split(" "))
        .hasSize(4)
        .endsWith("https://console.example.com", "token-of-purple-mcp/acme", "null");
  }

  @Test
  void when_it_ends_its_task_ends_with_its_exit_code_and_ecs_starts_another() {
    String before = answer().split(" ")[0];
    tell("/end");
    Patience.until(
        () -> {
          // ECS takes a moment to stop a task whose container has ended.
          world.wait(Duration.ofSeconds(5));
          return stopped().isPresent();
        },
        () -> "no task has stopped");
    assertThat(stopped().orElseThrow().containers().get(0).exitCode()).isEqualTo(7);
    Patience.until(
        () -> {
          world.wait(Duration.ofSeconds(30));
          return tell("/").filter(told -> !told.split(" ")[0].equals(before)).isPresent();
        },
        () -> "no other process answers");
  }

  @Test
  void it_ends_with_its_task_and_with_the_sandbox() {
    long pid = Long.parseLong(answer().split(" ")[0]);
    assertThat(ProcessHandle.of(pid)).isPresent();
    aws.ecs().updateService(r -> r.cluster(CLUSTER).service("acme").desiredCount(0));
    Patience.until(
        () -> {
          world.wait(Duration.ofSeconds(30));
          return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        },
        () -> "the process of a stopped task lives");

    aws.ecs().updateService(r -> r.cluster(CLUSTER).service("acme").desiredCount(1));
    world.wait(Duration.ofMinutes(5));
    long next = Long.parseLong(answer().split(" ")[0]);
    sandbox.close();
    Patience.until(
        () -> ProcessHandle.of(next).filter(ProcessHandle::isAlive).isEmpty(),
        () -> "the process outlives the sandbox");
  }

  private String answer() {
    Patience.until(() -> tell("/").isPresent(), () -> "no process answers");
    return tell("/").orElseThrow();
  }

  /** What it answers, once it does. */
  private Optional<String> tell(String path) {
    try {
      HttpResponse<String> response = client.get(HOST + path);
      return Optional.of(response).filter(r -> r.statusCode() == 200).map(HttpResponse::body);
    } catch (UncheckedIOException notYet) {
      return Optional.empty();
    }
  }

  private Optional<Task> stopped() {
    List<String> arns =
        aws.ecs()
            .listTasks(r -> r.cluster(CLUSTER).desiredStatus(DesiredStatus.STOPPED))
            .taskArns();
    return arns.isEmpty()
        ? Optional.empty()
        : aws.ecs().describeTasks(r -> r.cluster(CLUSTER).tasks(arns)).tasks().stream()
            .filter(task -> task.containers().get(0).exitCode() != null)
            .filter(task -> task.containers().get(0).exitCode() == 7)
            .findFirst();
  }
}
