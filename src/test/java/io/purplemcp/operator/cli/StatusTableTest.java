package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusTableTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final DeploymentStatus READY =
      new DeploymentStatus(
          "acme-emea",
          "us-east-1",
          2,
          2,
          List.of(
              new Condition(
                  Condition.READY, Condition.Status.True, "Ready", "All is as declared.", NOW),
              new Condition(
                  Condition.ENDPOINT_VERIFIED,
                  Condition.Status.True,
                  "EndpointVerified",
                  "It lists 22 tools.",
                  NOW)),
          List.of(),
          Optional.of("https://acme-emea.example/mcp"),
          Optional.of(NOW.minusSeconds(12)),
          Map.of());

  private static final DeploymentStatus BLOCKED =
      new DeploymentStatus(
          "beta",
          "eu-west-1 in 111122223333",
          1,
          1,
          List.of(
              new Condition(
                  Condition.READY,
                  Condition.Status.False,
                  "NotOwned",
                  "A service of this name exists without our tags.",
                  NOW)),
          List.of("update Service/beta"),
          Optional.empty(),
          Optional.empty(),
          Map.of());

  @Test
  void eachDeploymentIsALineAndWhatIsNotReadyIsExplained() {
    assertThat(StatusTable.of(List.of(READY, BLOCKED), NOW, Ansi.PLAIN))
        .isEqualTo(
            """
            NAME        READY   REASON     PENDING   LAST LOOK   TARGET                      SERVED   ENDPOINT
            acme-emea   True    Ready      0         12s ago     us-east-1                   True     https://acme-emea.example/mcp
            beta        False   NotOwned   1         never       eu-west-1 in 111122223333   -        -

            beta: A service of this name exists without our tags.
            """);
  }

  @Test
  void coloursTouchOnlyTheWordThatSaysWhetherItIsReady() {
    assertThat(StatusTable.of(List.of(READY, BLOCKED), NOW, new Ansi(true)))
        .contains("acme-emea   \u001b[32mTrue\u001b[0m    Ready")
        .contains("beta        \u001b[31mFalse\u001b[0m   NotOwned");
  }

  @Test
  void nothingIsSaidInWords() {
    assertThat(StatusTable.of(List.of(), NOW, Ansi.PLAIN)).isEqualTo("No deployments.\n");
  }

  @Test
  void anAgeIsToldInItsLargestUnit() {
    assertThat(StatusTable.age(Duration.ofMillis(300))).isEqualTo("now");
    assertThat(StatusTable.age(Duration.ofSeconds(-5))).isEqualTo("now");
    assertThat(StatusTable.age(Duration.ofSeconds(59))).isEqualTo("59s ago");
    assertThat(StatusTable.age(Duration.ofMinutes(59))).isEqualTo("59m ago");
    assertThat(StatusTable.age(Duration.ofHours(23))).isEqualTo("23h ago");
    assertThat(StatusTable.age(Duration.ofDays(9))).isEqualTo("9d ago");
  }
}
