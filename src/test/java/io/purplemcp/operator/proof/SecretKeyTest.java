package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console secret that a customer-managed KMS key encrypts. */
class SecretKeyTest {
  private static final String SECRET = "purple-mcp/keyed";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "alias/purple-mcp",
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      })
  void tasks_start_since_the_execution_role_may_decrypt_with_the_secrets_key(String key) {
    try (World world = encrypted(key)) {
      world.converge().forget().passes(3);

      assertThat(policy(world))
          .contains("kms:Decrypt", "\"kms:ViaService\":\"secretsmanager.us-east-1.amazonaws.com\"");
      assertThat(world.writes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "alias/aws/secretsmanager")
  void awss_own_key_needs_no_permission(String key) {
    try (World world = encrypted(key)) {
      world.converge();

      assertThat(policy(world)).doesNotContain("kms:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "alias/purple-mcp")
  void a_secret_that_changes_its_key_changes_the_role(String key) {
    try (World world = encrypted("alias/aws/secretsmanager")) {
      world.converge().forget();
      world.person().secretsManager().updateSecret(r -> r.secretId(SECRET).kmsKeyId(key));
      world.passes(1).settle();

      assertThat(policy(world)).contains("\"kms:ResourceAliases\":\"alias/purple-mcp\"");
      assertThat(world.journal().of(EventType.DEPLOYMENT_DEGRADED)).isEmpty();
      assertThat(world.status("acme").is(Condition.READY)).isTrue();
    }
  }

  private static World encrypted(String key) {
    World world = World.empty();
    world.secret(SECRET);
    world.person().secretsManager().updateSecret(r -> r.secretId(SECRET).kmsKeyId(key));
    return world.desire(Yaml.withLoadBalancer("acme").replace("purple-mcp/quickstart", SECRET));
  }

  private static String policy(World world) {
    var answer =
        world
            .person()
            .iam()
            .getRolePolicy(r -> r.roleName("purple-mcp-acme").policyName("purple-mcp-execution"));
    return URLDecoder.decode(answer.policyDocument(), StandardCharsets.UTF_8).replaceAll("\\s", "");
  }
}
