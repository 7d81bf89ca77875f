package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.purplemcp.operator.aws.AwsSettings;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.SandboxClients;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X12: through the clients that the process itself uses, credentials that are not the right ones
 * are told as what they are. Nothing is taken for absent, and nothing is written.
 */
class DoorsTest {
  private static final String ELSEWHERE = "444455556666";
  private static final String ROLE = "arn:aws:iam::%s:role/purple-mcp-operator";
  private static final String GUARDED =
      Yaml.minimal("acme")
          .replace("{region: us-east-1}", "{region: us-east-1, accountId: \"111122223333\"}");
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

  @Test
  void X12_credentials_of_another_account_than_the_spec_names_are_refused_before_any_plan() {
    try (World world = World.empty().through(RealDoors.withKey(ELSEWHERE))) {
      world.desire(GUARDED).run(LONG_ENOUGH);

      tells(world, "WrongAccount", "111122223333", ELSEWHERE, "nothing is planned or changed");
      writesNothing(world);
      assertThatThrownBy(world::plan).hasRootCauseInstanceOf(Sessions.Refused.class);
    }
  }

  @Test
  void X12_credentials_that_expire_make_nothing_look_deleted() {
    try (World world = World.empty()) {
      String key =
          world
              .person()
              .sts()
              .assumeRole(r -> r.roleArn(ROLE.formatted("111122223333")).roleSessionName("short"))
              .credentials()
              .accessKeyId();
      world.through(RealDoors.withKey(key)).desire(GUARDED).converge().forget();
      world.wait(Duration.ofHours(2)).run(LONG_ENOUGH);

      tells(world, "CredentialsInvalid", "expired");
      writesNothing(world);
      assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();

      world.through(RealDoors.open()).forget().run(LONG_ENOUGH);
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
      writesNothing(world);
    }
  }

  @Test
  void X12_without_credentials_it_says_so_and_calls_nobody(@TempDir Path nothing) {
    assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "this shell has credentials");
    withSettings(
        Map.of(
            "aws.disableEc2Metadata", "true",
            "aws.sharedCredentialsFile", nothing.resolve("credentials").toString(),
            "aws.configFile", nothing.resolve("config").toString()),
        () -> {
          try (World world = World.empty().through(withoutCredentials())) {
            world.desire(GUARDED).run(LONG_ENOUGH);
            tells(world, "CredentialsInvalid", "credentials");
            assertThat(world.operatorCalls()).isEmpty();
          }
        });
  }

  @Test
  void X12_a_role_is_assumed_with_the_external_id_that_its_trust_policy_asks_for() {
    try (World world = World.empty().through(RealDoors.open())) {
      role(world, "acme-7f3a");
      world.desire(assuming("111122223333", "acme-7f3a")).converge();
      assertThat(world.operatorCalls())
          .filteredOn(CallRecord::mutating)
          .isNotEmpty()
          .extracting(CallRecord::caller)
          .filteredOn(caller -> !caller.endsWith(World.OPERATOR_KEY))
          .containsOnly(
              "arn:aws:sts::111122223333:assumed-role/purple-mcp-operator/purple-mcp-operator");
    }
  }

  @Test
  void X12_a_role_that_does_not_let_itself_be_assumed_is_named_and_nothing_is_written() {
    try (World world = World.empty().through(RealDoors.open())) {
      role(world, "acme-7f3a");
      world.forget().desire(assuming("111122223333", "guessed")).run(LONG_ENOUGH);

      tells(world, "CredentialsInvalid", "sts:AssumeRole", ROLE.formatted("111122223333"));
      writesNothing(world);
    }
  }

  @Test
  void X12_a_role_of_another_account_makes_everything_there_and_nothing_here() {
    try (World world = World.empty().through(RealDoors.open())) {
      world.desire(assuming(ELSEWHERE, "any")).converge();

      assertThat(world.person().ecs().listClusters().clusterArns()).isEmpty();
      var there =
          SandboxClients.of(world.sandbox().endpoint(), World.region(), ELSEWHERE, List.of());
      assertThat(there.ecs().listClusters().clusterArns())
          .singleElement()
          .matches(arn -> arn.contains(ELSEWHERE));
    }
  }

  private static String assuming(String account, String externalId) {
    return Yaml.minimal("acme")
        .replace(
            "{region: us-east-1}",
            "{region: us-east-1, accountId: \"%s\", roleArn: %s, externalId: %s}"
                .formatted(account, '"' + ROLE.formatted(account) + '"', externalId));
  }

  private static void role(World world, String externalId) {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:user/%s"},
          "Action": "sts:AssumeRole",
          "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}\
        """
            .formatted(World.OPERATOR_KEY, externalId);
    world
        .person()
        .iam()
        .createRole(r -> r.roleName("purple-mcp-operator").assumeRolePolicyDocument(trust));
  }

  private static Function<URI, Sessions> withoutCredentials() {
    return endpoint -> {
      AwsSettings known = AwsSettings.emulator(endpoint, "unused", "unused").withMaxAttempts(1);
      return RealDoors.with(
          new AwsSettings(
              known.endpoint(),
              Optional.empty(),
              known.maxAttempts(),
              known.attemptTimeout(),
              known.callTimeout()));
    };
  }

  private static void tells(World world, String reason, String... words) {
    assertThat(world.status("acme").condition(Condition.READY))
        .hasValueSatisfying(
            ready -> {
              assertThat(ready.status()).isEqualTo(Condition.Status.Unknown);
              assertThat(ready.reason()).isEqualTo(reason);
              assertThat(ready.message()).contains(words);
            });
    assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED))
        .as("told once: %s", world.journal())
        .singleElement()
        .matches(event -> event.field("reason").equals(reason));
  }

  private static void writesNothing(World world) {
    assertThat(world.operatorCalls())
        .filteredOn(CallRecord::mutating)
        .filteredOn(call -> !call.operation().equals("AssumeRole"))
        .isEmpty();
  }

  private static void withSettings(Map<String, String> settings, Runnable work) {
    Map<String, Optional<String>> before = new TreeMap<>();
    settings.forEach(
        (key, value) -> before.put(key, Optional.ofNullable(System.setProperty(key, value))));
    try {
      work.run();
    } finally {
      before.forEach(
          (key, value) ->
              value.ifPresentOrElse(
                  old -> System.setProperty(key, old), () -> System.clearProperty(key)));
    }
  }
}
