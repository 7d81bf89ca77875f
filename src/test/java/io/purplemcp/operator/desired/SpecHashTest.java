package io.purplemcp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecHashTest {
  private static final String PLAIN = hash(Written.of(Written.PLAIN));

  @Test
  void the_hash_is_pinned_so_that_a_release_does_not_take_its_own_novelty_for_an_edit() {
    assertThat(PLAIN)
        .as("a changed hash shows as an edit of every deployment; change its version as well")
        .isEqualTo("v1:cc03f01d9c29d8472b11fe344b08be798639f12f632dc73217a8c04056c50556");
  }

  @Test
  void the_canonical_json_is_sorted_and_complete() {
    assertThat(SpecHash.canonicalJson(Written.of(Written.PLAIN).deployment()))
        .isEqualTo(
            """
            {"apiVersion":"purplemcp.io/v1alpha1","kind":"PurpleMcpDeployment",\
            "metadata":{"labels":{},"name":"acme"},\
            "spec":{"compute":{"architecture":"ARM64","cluster":"purple-mcp-cluster","cpu":512,\
            "memory":1024,"platformVersion":"LATEST","replicas":1},\
            "console":{"secretName":"purple-mcp/acme","verifyKeys":false},\
            "deployment":{"circuitBreaker":true,"healthCheckGracePeriodSeconds":60,\
            "maximumPercent":200,"minimumHealthyPercent":100},"iam":{},\
            "image":"709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest",\
            "logs":{"createGroup":false,"group":"/ecs/purple-mcp","retentionDays":30},\
            "network":{"allowedCidrs":[],"assignPublicIp":true,"securityGroups":[],\
            "subnets":["subnet-0a","subnet-0b"],"vpcId":"vpc-0abc"},\
            "policy":{"deletion":"Retain","revisionHistoryLimit":5},\
            "server":{"environment":{},"port":8000},"target":{"region":"us-east-1"}}}\
            """);
  }

  @Test
  void TD01_the_order_of_keys_and_lists_does_not_matter() {
    assertThat(
            hash(
                Written.of(
                    Written.PLAIN
                            .replace("[subnet-0a, subnet-0b]", "[subnet-0b, subnet-0a]")
                            .replace(
                                "  target:\n    region: us-east-1\n  console:\n", "  console:\n")
                        + "  target: {region: us-east-1}\n")))
        .isEqualTo(PLAIN);
  }

  @Test
  void a_default_that_is_written_out_is_no_edit() {
    assertThat(hash(Written.withSpec("compute: {cpu: 512, architecture: ARM64}"))).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"paused: true", "drift: Alert", "adoption: Adopt"})
  void how_the_operator_behaves_is_no_edit(String policy) {
    assertThat(hash(Written.withSpec("policy: {" + policy + "}"))).isEqualTo(PLAIN);
  }

  @Test
  void what_a_moved_tag_leads_to_is_no_edit() {
    assertThat(hash(Written.withSpec("imagePolicy: {onTagMove: Roll}"))).isEqualTo(PLAIN);
  }

  @Test
  void what_a_rotation_of_the_secret_leads_to_is_no_edit() {
    assertThat(
            hash(
                Written.of(
                    Written.PLAIN.replace("  console:\n", "  console:\n    rotation: Alert\n"))))
        .isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: {deletion: Delete}",
        "compute: {replicas: 2}",
        "server: {environment: {A: b}}",
        "logs: {retentionDays: 7}",
        "iam: {executionRoleName: other}",
        "image: other"
      })
  void what_shows_in_aws_is_an_edit(String spec) {
    assertThat(hash(Written.withSpec(spec))).isNotEqualTo(PLAIN);
  }

  @Test
  void labels_are_part_of_it() {
    assertThat(
            hash(
                Written.of(
                    Written.PLAIN.replace("name: acme\n", "name: acme\n  labels: {a: b}\n"))))
        .isNotEqualTo(PLAIN);
  }

  private static String hash(Written written) {
    return SpecHash.of(written.deployment());
  }
}
