package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person does wrong with the console secret is told in words, and mended without us. */
class SecretStatesTest {
  private static final String PLAIN =
      Yaml.minimal("acme").replace("purple-mcp/quickstart", "acme-console");
  private static final String VERIFIED =
      PLAIN.replace("acme-console", "acme-console, verifyKeys: true");

  @Test
  void a_secret_that_does_not_exist_is_named_nothing_runs_and_it_goes_on_when_it_is_made() {
    try (World world = World.empty().desire(PLAIN).run(Duration.ofMinutes(10))) {
      tells(world, "SecretNotFound", "acme-console", "111122223333", "us-east-1");
      assertThat(world.writes())
          .extracting(CallRecord::operation)
          .doesNotContain("RegisterTaskDefinition", "CreateService");
      assertThat(world.status("acme").is(Condition.PROGRESSING)).isFalse();
      world.sandbox().forgetCalls();
      world.run(Duration.ofMinutes(10));
      assertThat(world.sandbox().calls())
          .as("looked for once a minute, not every few seconds")
          .filteredOn(call -> call.operation().equals("DescribeSecret"))
          .hasSizeBetween(8, 12);

      world.secret("acme-console").run(Duration.ofMinutes(15));
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  @Test
  void SM04_a_secret_that_is_to_be_deleted_is_told_with_its_date_and_never_restored_by_us() {
    try (World world = World.empty().secret("acme-console").desire(PLAIN).converge()) {
      var secrets = world.person().secretsManager();
      secrets.deleteSecret(r -> r.secretId("acme-console").recoveryWindowInDays(7L));
      world.forget().run(Duration.ofMinutes(10));
      tells(world, "SecretScheduledForDeletion", "acme-console", "2026-01-15", "RestoreSecret");
      assertThat(world.writes()).as("the running service is left alone").isEmpty();

      secrets.restoreSecret(r -> r.secretId("acme-console"));
      world.run(Duration.ofMinutes(10));
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void a_secret_without_one_of_its_keys_is_told_where_keys_are_verified() {
    try (World world = World.empty()) {
      put(world, "{\"PURPLEMCP_CONSOLE_TOKEN\":\"t\"}");
      world.desire(VERIFIED).run(Duration.ofMinutes(10));
      tells(world, "SecretInvalid", "PURPLEMCP_CONSOLE_BASE_URL", "acme-console");
      mended(world);
    }
  }

  @Test
  void a_malformed_base_url_is_told_and_the_rule_is_named() {
    try (World world = World.empty()) {
      put(
          world,
          "{\"PURPLEMCP_CONSOLE_TOKEN\":\"t\",\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://x.net/web/api\"}");
      world.desire(VERIFIED).run(Duration.ofMinutes(10));
      tells(world, "SecretInvalid", "PURPLEMCP_CONSOLE_BASE_URL", "without a path");
      mended(world);
    }
  }

  @Test
  void a_denied_read_of_the_value_is_told_and_stands_in_nobodys_way() {
    try (World world = World.empty().secret("acme-console")) {
      world.deny("secretsmanager", "GetSecretValue").desire(VERIFIED).converge().passes(3);

      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      assertThat(world.journal().of(EventType.NOTICE))
          .filteredOn(event -> event.message().contains("verifyKeys"))
          .as("told once: %s", world.journal())
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.message())
                      .contains("secretsmanager:GetSecretValue", "could not be done"));
    }
  }

  @Test
  void X12_a_denied_read_of_the_secret_itself_is_no_missing_secret() {
    try (World world = World.empty().secret("acme-console").desire(PLAIN).converge().forget()) {
      world.deny("secretsmanager", "DescribeSecret").run(Duration.ofMinutes(10));

      tells(world, "Denied", "secretsmanager:DescribeSecret");
      assertThat(world.writes()).isEmpty();
    }
  }

  private static void put(World world, String value) {
    world.person().secretsManager().createSecret(r -> r.name("acme-console").secretString(value));
  }

  private static void mended(World world) {
    world
        .person()
        .secretsManager()
        .putSecretValue(
            r ->
                r.secretId("acme-console")
                    .secretString(
                        "{\"PURPLEMCP_CONSOLE_TOKEN\":\"t\",\"PURPLEMCP_CONSOLE_BASE_URL\":\"https://x.net\"}"));
    world.run(Duration.ofMinutes(15));
    assertThat(world.status("acme").is(Condition.READY)).isTrue();
  }

  private static void tells(World world, String reason, String... words) {
    assertThat(world.status("acme").condition(Condition.READY))
        .hasValueSatisfying(
            ready -> {
              assertThat(ready.status()).isNotEqualTo(Condition.Status.True);
              assertThat(ready.reason()).isEqualTo(reason);
              assertThat(ready.message()).contains(words);
            });
    assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
        .filteredOn(event -> event.field("reason").equals(reason))
        .as("told once: %s", world.journal())
        .hasSize(1);
  }
}
