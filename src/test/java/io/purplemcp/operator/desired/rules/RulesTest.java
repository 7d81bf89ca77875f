package io.purplemcp.operator.desired.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule by what its author's file looked like. */
final class RulesTest {
  private static final String LONG_NAME = "a".repeat(33);

  @Test
  void the_documents_they_start_from_are_valid() {
    assertThat(Written.of(Written.VALID).warnings()).isEmpty();
    assertThat(Written.of(Written.PLAIN).warnings()).isEmpty();
  }

  @Test
  void every_rule_is_documented_by_its_name() throws IOException {
    String document = Files.readString(Path.of("deploy", "schema", "README.md"));

    assertThat(Stream.concat(Rules.OF_A_DEPLOYMENT.stream(), Rules.OF_ALL.stream()))
        .extracting(rule -> rule.getClass().getSimpleName())
        .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 512",
    "256, 2048",
    "512, 1024",
    "512, 4096",
    "1024, 2048",
    "1024, 8192",
    "2048, 16384",
    "4096, 30720",
    "8192, 16384",
    "8192, 61440",
    "16384, 32768",
    "16384, 122880"
  })
  void a_size_that_fargate_has_is_accepted(int cpu, int memory) {
    assertThat(size(cpu, memory).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 1536, '512, 1024, 2048'",
    "256, 4096, '512, 1024, 2048'",
    "512, 512, 1024 to 4096 in steps of 1024",
    "1024, 2560, 2048 to 8192 in steps of 1024",
    "4096, 31744, 8192 to 30720 in steps of 1024",
    "8192, 17408, 16384 to 61440 in steps of 4096",
    "16384, 36864, 32768 to 122880 in steps of 8192"
  })
  void a_size_that_fargate_lacks_comes_with_those_that_it_has(int cpu, int memory, String allowed) {
    assertThat(size(cpu, memory).problem())
        .startsWith(":13: spec.compute.memory: found " + memory + "; Fargate has no tasks of cpu")
        .endsWith("with this cpu memory may be " + allowed + " MiB");
  }

  @Test
  void a_cpu_that_does_not_go_with_the_default_memory_is_told_at_the_cpu() {
    assertThat(Written.withSpec("compute: {cpu: 4096}").problem())
        .startsWith(":13: spec.compute.cpu: found 4096;");
  }

  @Test
  void exactly_one_of_the_secrets_name_and_arn_is_given() {
    String arn = "    secretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:s\n";
    String name = "    secretName: purple-mcp/acme\n";

    assertThat(Written.with(name, arn).warnings()).isEmpty();
    assertThat(Written.with(name, name + arn).problem()).contains(":8: spec.console: give exactly");
    assertThat(Written.with(name, "    verifyKeys: true\n").problem())
        .contains(":8: spec.console: give exactly");
  }

  @Test
  void SM03_a_secrets_name_that_looks_like_the_end_of_an_arn_is_left_to_secrets_manager() {
    assertThat(Written.with("purple-mcp/acme", "purple-mcp/acme-abcdef").warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console: {secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s'}",
        "compute: {clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/c'}"
      })
  void what_an_arn_names_is_in_the_targets_region(String field) {
    String name = field.substring(0, field.indexOf(':'));
    String others = name.equals("console") ? withoutConsole() : Written.PLAIN;

    assertThat(Written.of(others + "  " + field + "\n").problem())
        .contains("it must be in the target's region us-east-1");
  }

  @Test
  void a_certificate_is_in_the_targets_region() {
    assertThat(Written.with("acm:us-east-1", "acm:eu-west-1").problem())
        .startsWith(":15: spec.loadBalancer.certificateArn: found \"arn:aws:acm:eu-west-1:")
        .endsWith("it must be in the target's region us-east-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accountId: \"999999999999\"",
        "roleArn: arn:aws:iam::999999999999:role/operator",
      })
  void what_an_arn_names_is_in_the_targets_account_where_that_is_known(String target) {
    assertThat(Written.with("region: us-east-1", "region: us-east-1\n    " + target).problem())
        .startsWith(":16: spec.loadBalancer.certificateArn")
        .endsWith("it must be in the target's account 999999999999");
  }

  @Test
  void a_boundary_of_aws_itself_is_in_every_account() {
    assertThat(
            Written.of(
                    Written.PLAIN.replace(
                            "region: us-east-1",
                            "region: us-east-1\n    accountId: \"111122223333\"")
                        + "  iam: {permissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnly'}\n")
                .warnings())
        .isEmpty();
  }

  @Test
  void the_role_to_assume_is_in_the_account_of_the_guard() {
    assertThat(
            Written.of(
                    Written.PLAIN.replace(
                        "region: us-east-1",
                        "region: us-east-1\n    accountId: \"111122223333\"\n"
                            + "    roleArn: arn:aws:iam::999999999999:role/operator"))
                .problem())
        .startsWith(
            ":9: spec.target.roleArn: found \"arn:aws:iam::999999999999:role/operator\"; the")
        .contains("another account than accountId 111122223333");
  }

  @Test
  void an_external_id_needs_a_role() {
    assertThat(
            Written.with("region: us-east-1", "region: us-east-1\n    externalId: abc").problem())
        .contains("spec.target.externalId: found \"abc\"; only used together with roleArn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compute: {cluster: c, clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/c'}"
            + "|give either cluster or clusterArn",
        "iam: {executionRoleName: r, executionRoleArn: 'arn:aws:iam::111122223333:role/r'}"
            + "|give either executionRoleName or executionRoleArn",
        "iam: {permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/p',"
            + " executionRoleArn: 'arn:aws:iam::111122223333:role/r'}"
            + "|it bounds only a role that the operator makes"
      })
  void a_resource_is_managed_here_or_elsewhere_and_not_both(String spec, String told) {
    assertThat(Written.withSpec(spec).problem()).contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PURPLEMCP_CONSOLE_TOKEN: topsecret|never in plain text",
        "PURPLEMCP_CONSOLE_BASE_URL: 'https://acme.net/topsecret'|never in plain text",
        "PURPLEMCP_LOGFIRE_TOKEN: topsecret|a secret must not stand in plain text",
        "ANYTHING: eyJhbGciOiJIUzI1NiJ9.topsecret.sig|a secret must not stand in plain text",
        "MCP_MODE: topsecret|the operator sets it to streamable-http; remove it",
        "PURPLEMCP_TRANSPORT_MODE: topsecret|the operator sets the transport by MCP_MODE",
        "PURPLEMCP_STATELESS_HTTP: topsecret|the operator sets it to True",
        "MCP_PORT: topsecret|set spec.server.port instead",
        "PURPLEMCP_ALERTS_GRAPHQL_ENDPOINT: topsecret|an endpoint's path must begin with /",
        "PURPLEMCP_INVENTORY_RESTAPI_ENDPOINT: topsecret|an endpoint's path must begin with /",
        "A-B: topsecret|a variable's name has letters, digits and underscores"
      })
  void an_environment_variable_that_must_not_be_is_told_without_its_value(
      String variable, String told) {
    assertThat(environment(variable).problem()).contains(told).doesNotContain("topsecret");
  }

  @Test
  void an_endpoint_and_what_the_server_knows_besides_are_accepted() {
    assertThat(environment("PURPLEMCP_ALERTS_GRAPHQL_ENDPOINT: /web/api").warnings()).isEmpty();
    assertThat(environment("PURPLEMCP_ENV: production").warnings()).isEmpty();
  }

  @Test
  void a_variable_that_is_named_like_a_secret_is_warned_of() {
    assertThat(environment("MY_API_KEY: topsecret").warnings())
        .singleElement()
        .asString()
        .contains("MY_API_KEY: this looks like a secret")
        .doesNotContain("topsecret");
  }

  @Test
  void no_subnet_stands_in_a_list_twice() {
    assertThat(Written.with("[subnet-0a, subnet-0b]", "[subnet-0a, subnet-0a]").problem())
        .isEqualTo(
            ":12: spec.network.subnets[1]: found \"subnet-0a\"; it stands in the list twice");
    assertThat(Written.with("[subnet-0c, subnet-0d]", "[subnet-0c, subnet-0c]").problem())
        .contains("spec.loadBalancer.subnets[1]");
  }

  @Test
  void a_load_balancer_has_two_subnets() {
    assertThat(Written.with("[subnet-0c, subnet-0d]", "[subnet-0c]").problem())
        .contains("spec.loadBalancer.subnets: found a list; allowed: 2 to 20 entries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3/16|write it in its canonical form 10.1.0.0/16",
        "2001:DB8::/32|write it in its canonical form 2001:db8::/32",
        "67.221.169.243/0|/0 would admit every address",
        "10.0.0.0|allowed: an IPv4 or IPv6 block such as 10.0.0.0/8",
        "the office|allowed: an IPv4 or IPv6 block such as 10.0.0.0/8"
      })
  void SG01_a_block_that_ec2_would_keep_otherwise_is_rejected(String cidr, String told) {
    assertThat(allowing(cidr).problem())
        .startsWith(":16: spec.loadBalancer.allowedCidrs[0]: found \"" + cidr + "\"; " + told);
  }

  @Test
  void an_internal_load_balancer_that_names_nobody_is_open_to_private_ranges() {
    assertThat(balancer(Written.of(Written.VALID)).allowedCidrs())
        .isEqualTo(LoadBalancerSpec.PRIVATE_RANGES);
  }

  @Test
  void a_list_that_admits_nobody_is_no_default() {
    assertThat(Written.withLoadBalancer("allowedCidrs: []").problem())
        .contains("found an empty list; allowed: 1 to 50 entries");
  }

  @Test
  void an_internet_facing_load_balancer_without_a_list_is_rejected() {
    assertThat(Written.withLoadBalancer("scheme: internet-facing").problem())
        .startsWith(
            ":16: spec.loadBalancer.scheme: found \"internet-facing\"; internet-facing needs")
        .endsWith("acceptUnauthenticatedExposure: true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "'::/0'", "128.0.0.0/1", "'2000::/3'"})
  void an_internet_facing_load_balancer_that_admits_everybody_is_rejected(String cidr) {
    assertThat(
            Written.withLoadBalancer(
                    "scheme: internet-facing\nallowedCidrs: [198.51.100.0/24, " + cidr + "]")
                .problem())
        .contains("spec.loadBalancer.allowedCidrs[1]")
        .contains("anybody on the internet could query the SentinelOne account");
  }

  @Test
  void an_internet_facing_load_balancer_behind_foreign_security_groups_is_rejected() {
    assertThat(
            Written.withLoadBalancer("scheme: internet-facing\nsecurityGroups: [sg-0a]").problem())
        .contains("spec.loadBalancer.securityGroups: internet-facing behind security groups");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\nallowedCidrs: [0.0.0.0/0]", "\nsecurityGroups: [sg-0a]"})
  void the_risk_is_taken_in_so_many_words(String rest) {
    assertThat(
            Written.withLoadBalancer(
                    "scheme: internet-facing\nacceptUnauthenticatedExposure: true" + rest)
                .warnings())
        .isEmpty();
  }

  @Test
  void an_internal_load_balancer_that_admits_everybody_is_warned_of() {
    assertThat(allowing("0.0.0.0/0").warnings())
        .singleElement()
        .asString()
        .contains("every network");
  }

  @Test
  void tasks_without_a_load_balancer_are_never_open_to_everybody() {
    assertThat(Written.of(Written.PLAIN + "    allowedCidrs: [0.0.0.0/0]\n").problem())
        .startsWith(
            ":13: spec.network.allowedCidrs[0]: found \"0.0.0.0/0\"; without a load balancer");
    assertThat(Written.of(Written.PLAIN + "    allowedCidrs: [10.0.0.0/8]\n").warnings()).isEmpty();
  }

  @Test
  void a_list_that_nobody_enforces_is_rejected() {
    String tasks = "[subnet-0a, subnet-0b]\n    allowedCidrs: [10.0.0.0/8]";

    assertThat(Written.with("[subnet-0a, subnet-0b]", tasks).problem())
        .contains("spec.network.allowedCidrs: it has no effect: the tasks are reached through");
    assertThat(
            Written.of(
                    Written.PLAIN.replace("[subnet-0a, subnet-0b]", tasks)
                        + "    securityGroups: [sg-0a]\n")
                .problem())
        .contains("spec.network.allowedCidrs: it has no effect: the rules of the given");
    assertThat(
            Written.withLoadBalancer("securityGroups: [sg-0a]\nallowedCidrs: [10.0.0.0/8]")
                .problem())
        .contains("spec.loadBalancer.allowedCidrs: it has no effect");
  }

  @Test
  void LB07_an_idle_timeout_that_cuts_streams_is_warned_of() {
    assertThat(Written.withLoadBalancer("idleTimeoutSeconds: 299").warnings())
        .singleElement()
        .asString()
        .startsWith(":16: spec.loadBalancer.idleTimeoutSeconds: found 299; below 300 seconds");
    assertThat(Written.withLoadBalancer("idleTimeoutSeconds: 300").warnings()).isEmpty();
  }

  @Test
  void a_health_checks_timeout_is_less_than_its_interval() {
    assertThat(
            Written.withLoadBalancer(
                    "targetGroup: {healthCheckIntervalSeconds: 10, healthCheckTimeoutSeconds: 10}")
                .problem())
        .contains("targetGroup.healthCheckTimeoutSeconds: found 10; the health check's timeout");
    assertThat(Written.withLoadBalancer("targetGroup: {healthCheckIntervalSeconds: 5}").problem())
        .contains("targetGroup.healthCheckIntervalSeconds: found 5;");
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 100", "1, 100, 150", "3, 100, 133", "10, 91, 100"})
  void percentages_that_leave_no_room_for_a_rollout_are_rejected(int replicas, int min, int max) {
    assertThat(rollout(replicas, min, max).problem())
        .contains("spec.deployment.maximumPercent")
        .contains("no rollout could ever proceed");
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 200", "1, 0, 100", "3, 100, 134", "10, 90, 100", "0, 100, 100"})
  void percentages_that_leave_room_are_accepted(int replicas, int min, int max) {
    assertThat(rollout(replicas, min, max).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws:team: a|keys that begin with aws: or purplemcp.io/ are taken",
        "AWS:team: a|keys that begin with aws: or purplemcp.io/ are taken",
        "purplemcp.io/deployment: a|keys that begin with aws: or purplemcp.io/ are taken",
        "a?b: a|a key has 1 to 128 letters",
        "a: b?|a value has at most 256 letters",
        "two words: a|a key has 1 to 128 letters"
      })
  void a_label_is_a_tag_that_every_service_takes(String label, String told) {
    assertThat(labels("    " + label + "\n").problem()).contains(told);
  }

  @Test
  void labels_are_limited_in_number_and_in_length() {
    String many =
        Stream.iterate(0, i -> i + 1)
            .limit(41)
            .map("    l%d: a\n"::formatted)
            .reduce("", String::concat);
    assertThat(labels(many).lines()).anyMatch(line -> line.contains("allowed: at most 40 entries"));
    assertThat(labels("    %s: a\n".formatted("k".repeat(129))).problem()).contains("1 to 128");
    assertThat(labels("    a: %s\n".formatted("v".repeat(257))).problem()).contains("at most 256");
    assertThat(
            labels(
                    "    %s: a\n    %s: a\n    %s: a\n"
                        .formatted("k".repeat(99), "l".repeat(99), "m".repeat(99)))
                .problem())
        .contains("the keys are too long together");
    assertThat(labels("    größe/team@x: Zürich Süd + 1\n").warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "-acme", "acme-", "1acme", "ac_me", "ac.me", "''", "ac me"})
  void a_deployments_name_is_a_label_of_lower_case_letters(String name) {
    assertThat(Written.with("name: acme", "name: " + name).problem())
        .contains("lower-case letters, digits and hyphens");
  }

  @Test
  void a_name_fits_into_those_of_all_aws_resources() {
    assertThat(Written.with("name: acme", "name: " + LONG_NAME).problem())
        .startsWith(
            ":4: metadata.name: found \"" + LONG_NAME + "\"; a load balancer's name has at most")
        .contains("32 characters; shorten it or give spec.loadBalancer.name");
    assertThat(
            Written.of(
                    Written.VALID.replace("acme\nspec", LONG_NAME + "\nspec") + "    name: short\n")
                .warnings())
        .isEmpty();
    assertThat(Written.of(Written.PLAIN.replace("name: acme", "name: " + "a".repeat(54))).problem())
        .contains("the role's name purple-mcp-aaa");
    assertThat(
            Written.of(Written.PLAIN.replace("name: acme", "name: " + "a".repeat(53))).warnings())
        .isEmpty();
    assertThat(Written.with("name: acme", "name: " + "a".repeat(64)).lines())
        .anyMatch(line -> line.contains("allowed: at most 63 characters"));
  }

  @Test
  void names_that_aws_keeps_for_itself_are_rejected() {
    assertThat(Written.with("name: acme", "name: internal-acme").problem())
        .contains("must not begin with internal-");
    assertThat(Written.with("name: acme", "name: sg-acme").problem())
        .contains("must not begin with sg-");
    assertThat(Written.withLoadBalancer("name: internal-acme").problem())
        .contains("spec.loadBalancer.name");
    assertThat(Written.withSpec("logs: {group: aws/acme}").problem()).contains("spec.logs.group");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx",
        "nginx:1.27",
        "ghcr.io/acme/purple-mcp:v0.6.0",
        "localhost:5000/a/b:c",
        "709825985650.dkr.ecr.us-east-1.amazonaws.com/sentinelone/purple-ai-mcp-server:latest",
        "a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "a/b:t@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void an_image_reference_is_accepted(String image) {
    assertThat(Written.withSpec("image: " + image).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "https://a/b", "a//b", "A/b:t:u", "a@sha256:1", "a:", "/a", "a/"})
  void what_is_no_image_reference_is_rejected(String image) {
    assertThat(Written.withSpec("image: '" + image + "'").problem())
        .contains("allowed: an image reference");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 3653})
  void a_retention_that_cloudwatch_has_is_accepted(int days) {
    assertThat(Written.withSpec("logs: {retentionDays: %d}".formatted(days)).warnings()).isEmpty();
  }

  private static String withoutConsole() {
    return Written.PLAIN.replace("  console:\n    secretName: purple-mcp/acme\n", "");
  }

  private static LoadBalancerSpec balancer(Written written) {
    return written.deployment().spec().loadBalancer().orElseThrow();
  }

  private static Written size(int cpu, int memory) {
    return Written.withSpec("compute: {cpu: %d, memory: %d}".formatted(cpu, memory));
  }

  private static Written environment(String variable) {
    return Written.withSpec("server:\n  environment:\n    " + variable);
  }

  private static Written allowing(String cidr) {
    return Written.withLoadBalancer("allowedCidrs: ['" + cidr + "']");
  }

  private static Written rollout(int replicas, int minimum, int maximum) {
    return Written.withSpec(
        "compute: {replicas: %d}\ndeployment: {minimumHealthyPercent: %d, maximumPercent: %d}"
            .formatted(replicas, minimum, maximum));
  }

  private static Written labels(String lines) {
    return Written.with("  name: acme\n", "  name: acme\n  labels:\n" + lines);
  }

  @Test
  void what_a_session_of_a_role_carries_needs_a_role_and_a_form_that_sts_takes() {
    String region = "region: us-east-1";
    String role = "\n    roleArn: arn:aws:iam::111122223333:role/operator";

    assertThat(
            Written.with(
                    region,
                    region
                        + "\n    sessionTags: {team: soc}\n    sessionName: ab"
                        + "\n    sourceIdentity: me")
                .lines())
        .hasSize(3)
        .allMatch(line -> line.endsWith("only used together with roleArn"));
    assertThat(
            Written.with(
                    region,
                    region + role + "\n    sessionTags: {\"aws:x\": a, \"t#\": b, A: c, a: c}")
                .lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("keys that begin with aws: are taken"))
        .anyMatch(line -> line.contains("a key has 1 to 128 letters"))
        .anyMatch(line -> line.contains("differ in upper and lower case"));
    assertThat(Written.with(region, region + role + "\n    sessionTags: {team: soc}").deployment())
        .isNotNull();
  }
}
