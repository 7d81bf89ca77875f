package io.purplemcp.operator.cli;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.purplemcp.operator.reconcile.DesiredSource;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.Patience;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.World;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the running process answers over HTTP, from its start on. */
@QuarkusTest
@TestProfile(HttpInterfaceTest.Quickstart.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpInterfaceTest {
  /** The quick start in a sandbox whose minutes pass in a blink. */
  public static final class Quickstart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "purple.sandbox.enabled", "true",
          "purple.sandbox.port", "0",
          "purple.sandbox.speed", "200",
          "purple.desired.paths", "deploy/quickstart",
          "purple.resync", "1s",
          "purple.progress", "200ms",
          "quarkus.http.test-port", "0");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(ShiftedClock.class);
    }
  }

  private static final String DEPLOYMENTS = "/api/v1/deployments";

  @Inject DesiredSource source;
  @Inject EmbeddedAws embedded;
  @Inject ShiftedClock clock;
  @Inject Scheduler scheduler;

  @Test
  @Order(1)
  void before_a_desired_state_is_in_force_it_is_live_and_neither_started_nor_ready() {
    answers("/q/health/live", 200);

    get("/q/health/live").then().body("status", equalTo("UP"));
    get("/q/health/started").then().statusCode(503).body("status", equalTo("DOWN"));
    get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
    get(DEPLOYMENTS).then().statusCode(200).body("$", hasSize(0));
  }

  @Test
  @Order(2)
  void a_desired_state_in_force_is_started_and_observed_deployments_are_ready() {
    assertThat(source.load()).isTrue();

    get("/q/health/started").then().statusCode(200);
    answers("/q/health/ready", 200);
    get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'deployments-observed' }.data.declared", equalTo(1))
        .body("checks.find { it.name == 'deployments-observed' }.data.observed", equalTo(1));
  }

  @Test
  @Order(3)
  void the_status_has_conditions_as_kubernetes_has_them() {
    untilReady();

    given()
        .accept(ContentType.JSON)
        .get(DEPLOYMENTS + "/quickstart")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("name", equalTo("quickstart"))
        .body("target", notNullValue())
        .body("generation", equalTo(1))
        .body("observedGeneration", equalTo(1))
        .body("conditions[0].type", equalTo("Ready"))
        .body("conditions[0].status", equalTo("True"))
        .body("conditions[0].reason", equalTo("Ready"))
        .body("conditions[0].message", notNullValue())
        .body("conditions[0].lastTransitionTime", startsWith("20"))
        .body("conditions.type", hasItem("Synced"))
        .body("conditions.type", hasItem("Progressing"))
        .body("conditions.type", hasItem("Degraded"))
        .body("pending", hasSize(0))
        .body("endpoint", startsWith("https://"))
        .body("lastLook", startsWith("20"))
        .body("resources", hasKey("CLUSTER_ARN"));
    get(DEPLOYMENTS).then().body("name", contains("quickstart"));
  }

  @Test
  @Order(4)
  void a_deployment_that_nobody_declared_is_not_found() {
    get(DEPLOYMENTS + "/nobody").then().statusCode(404);
    get(DEPLOYMENTS + "/../../etc/passwd").then().statusCode(404);
  }

  @Test
  @Order(5)
  void metrics_count_passes_drift_changes_and_calls_by_service_and_operation() {
    counts("purple_passes_seconds_count", "result=\"success\"", "target=");
    counts("purple_changes_applied_total", "action=\"create\"", "resource=\"Service\"");
    counts(
        "purple_aws_calls_seconds_count", "operation=\"ecs:DescribeServices\"", "outcome=\"OK\"");
    counts("purple_deployments", "condition=\"Ready\"");

    new Handmade(
            SandboxClients.of(sandbox().endpoint(), World.region(), "AKIASOMEBODY", List.of()),
            "quickstart")
        .loadBalancerAttribute("idle_timeout.timeout_seconds", "60");

    counts("purple_drift_detected_total", "deployment=\"quickstart\"", "resource=\"LoadBalancer\"");
    counts("purple_drift_corrected_total", "deployment=\"quickstart\"");
  }

  @Test
  @Order(6)
  void metrics_count_failures_by_what_they_mean() {
    sandbox()
        .chaos(
            ChaosSettings.CALM.withFault(
                Fault.refused(
                    "ecs",
                    "DescribeServices",
                    Fault.FOREVER,
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:iam::111122223333:user/operator is not authorized to perform:"
                        + " ecs:DescribeServices")));

    counts("purple_reconcile_failed_total", "reason=\"DENIED\"");
    counts("purple_aws_calls_seconds_count", "ecs:DescribeServices", "outcome=\"DENIED\"");
    get("/q/health/live").then().statusCode(200);
    sandbox().chaos(ChaosSettings.CALM);
  }

  @Test
  @Order(7)
  void every_metric_of_ours_is_documented() throws IOException {
    String documented = Files.readString(Path.of("src/site/markdown/operations.md"));
    Pattern name = Pattern.compile("^(purple_\\w+?)(_count|_sum|_max|_bucket)?[{ ]");

    assertThat(get("/q/metrics").asString().lines().map(name::matcher).filter(Matcher::find))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(documented).contains("`" + found.group(1) + "`"));
  }

  @Test
  @Order(8)
  void a_loop_that_stalls_is_not_live_and_one_that_turns_again_is() {
    scheduler.pause();
    clock.jump(Duration.ofMinutes(20));

    get("/q/health/live")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'control-loop' }.status", equalTo("DOWN"));
    scheduler.resume();
    answers("/q/health/live", 200);
  }

  private Sandbox sandbox() {
    return embedded.sandbox().orElseThrow();
  }

  private static void untilReady() {
    Patience.until(
        () ->
            get(DEPLOYMENTS + "/quickstart")
                .asString()
                .contains("\"type\":\"Ready\",\"status\":\"True\""),
        () -> get(DEPLOYMENTS + "/quickstart").asString());
  }

  private static void answers(String path, int status) {
    Patience.until(() -> get(path).statusCode() == status, () -> get(path).asString());
  }

  /** Until a series of that name with all these labels is above nought. */
  private static void counts(String name, String... labels) {
    Patience.until(
        () -> get("/q/metrics").asString().lines().anyMatch(line -> counted(line, name, labels)),
        () -> name + " in " + get("/q/metrics").asString());
  }

  private static boolean counted(String line, String name, String... labels) {
    return line.startsWith(name + "{")
        && List.of(labels).stream().allMatch(line::contains)
        && !Pattern.compile("\\} 0\\.0$").matcher(line).find();
  }
}
