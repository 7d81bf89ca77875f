package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.DocumentKind;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read when their file is wrong: line, path, what was found, what is allowed. */
final class MessagesTest {
  @Test
  void a_problem_names_file_line_column_path_what_was_found_and_what_is_allowed() {
    Problem problem = Written.withSpec("compute:\n  cpu: 300\n  memory: 1024").problems().get(0);

    assertThat(problem.file()).endsWith(".yaml");
    assertThat(problem.line()).isEqualTo(14);
    assertThat(problem.column()).isEqualTo(5);
    assertThat(problem.path()).isEqualTo("spec.compute.cpu");
    assertThat(problem.found()).contains("300");
    assertThat(problem.message()).isEqualTo("allowed: 256, 512, 1024, 2048, 4096, 8192, 16384");
    assertThat(problem)
        .hasToString(
            problem.file()
                + ":14: spec.compute.cpu: found 300;"
                + " allowed: 256, 512, 1024, 2048, 4096, 8192, 16384");
  }

  @Test
  void an_unknown_field_comes_with_the_nearest_known_name() {
    assertThat(Written.withSpec("compute: {replica: 2}").problem())
        .isEqualTo(":13: spec.compute.replica: unknown field; did you mean \"replicas\"?");
  }

  @Test
  void an_unknown_field_that_resembles_none_comes_with_all_known_names() {
    assertThat(Written.withSpec("logs: {zzz: 2}").problem())
        .isEqualTo(":13: spec.logs.zzz: unknown field; allowed: group, retentionDays, createGroup");
  }

  @Test
  void a_value_of_a_choice_comes_with_the_nearest_one() {
    assertThat(Written.withSpec("policy: {drift: correct}").problem())
        .isEqualTo(
            ":13: spec.policy.drift: found \"correct\"; allowed: Correct, Alert;"
                + " did you mean \"Correct\"?");
  }

  @Test
  void a_missing_field_is_explained_and_located_at_its_parent() {
    assertThat(
            Written.with("    region: us-east-1\n", "    accountId: \"111122223333\"\n").problem())
        .isEqualTo(
            ":6: spec.target.region: missing and required: The AWS region, such as us-east-1.");
  }

  @Test
  void a_number_out_of_range_comes_with_the_range() {
    assertThat(Written.withLoadBalancer("idleTimeoutSeconds: 4001").problem())
        .isEqualTo(":16: spec.loadBalancer.idleTimeoutSeconds: found 4001; allowed: 1 to 4000");
  }

  @Test
  void a_wrong_type_comes_with_the_right_one() {
    assertThat(Written.withSpec("compute: {replicas: two}").problem())
        .isEqualTo(":13: spec.compute.replicas: found \"two\"; allowed: a whole number");
    assertThat(Written.withSpec("compute: [1]").problem())
        .isEqualTo(":13: spec.compute: found a list; allowed: a mapping");
    assertThat(Written.withSpec("policy: {paused: yes}").problem())
        .isEqualTo(":13: spec.policy.paused: found \"yes\"; allowed: true or false");
    assertThat(Written.with("[subnet-0a, subnet-0b]", "[subnet-0a, 7]").problem())
        .isEqualTo(
            ":12: spec.network.subnets[1]: found 7; allowed: text; write it in quotes: \"7\"");
  }

  @Test
  void a_field_with_nothing_behind_it_is_not_taken_for_its_default() {
    assertThat(Written.of(Written.PLAIN + "  loadBalancer:\n").problem())
        .isEqualTo(
            ":13: spec.loadBalancer: found nothing; allowed: a mapping; leave the field out to have"
                + " its default");
  }

  @Test
  void an_account_without_quotes_is_told_how_to_be_written_with_its_leading_zero() {
    assertThat(
            Written.with(
                    "region: us-east-1",
                    "{region: us-east-1, accountId: 012345678901}"
                        .replace("{", "")
                        .replace("}", "")
                        .replace(", ", "\n    "))
                .problem())
        .isEqualTo(
            ":8: spec.target.accountId: found 012345678901; allowed: text; write it in quotes:"
                + " \"012345678901\"");
  }

  @Test
  void an_account_that_has_not_twelve_digits_is_rejected() {
    assertThat(
            Written.with("region: us-east-1", "region: us-east-1\n    accountId: \"1234\"")
                .problem())
        .isEqualTo(
            ":8: spec.target.accountId: found \"1234\"; allowed: the account's twelve digits in"
                + " quotes, such as \"111122223333\"");
  }

  @Test
  void another_kind_of_document_is_said_to_be_that_and_not_taken_apart() {
    assertThat(Written.of("apiVersion: v1\nkind: ConfigMap\ndata: {a: b}").lines())
        .containsExactly(
            ":1: apiVersion: found \"v1\"; allowed: purplemcp.io/v1alpha1; this operator understands"
                + " no other",
            ":2: kind: found \"ConfigMap\"; allowed: "
                + String.join(", ", DocumentKind.texts())
                + "; this operator understands no other");
  }

  @Test
  void a_document_without_a_kind_is_told_so() {
    assertThat(Written.with("kind: PurpleMcpDeployment\n", "").problem())
        .isEqualTo(":1: kind: missing and required: What the document describes.");
  }

  @Test
  void several_errors_of_schema_and_rules_are_told_together() {
    assertThat(
            Written.withSpec(
                    """
                    image: "no image"
                    compute: {cpu: 256, memory: 4096}
                    logs: {retentionDays: 31}
                    polcy: {}""")
                .lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith(":13: spec.image: found \"no image\""))
        .anyMatch(line -> line.startsWith(":14: spec.compute.memory: found 4096"))
        .anyMatch(line -> line.startsWith(":15: spec.logs.retentionDays: found 31; allowed: 0, 1,"))
        .anyMatch(line -> line.endsWith("unknown field; did you mean \"policy\"?"));
  }

  @Test
  void a_rule_is_silent_about_fields_that_the_schema_has_found_broken() {
    assertThat(Written.withSpec("compute: {cpu: 16384, memory: much}").problem())
        .contains("spec.compute.memory: found \"much\"");
  }

  @Test
  void a_duplicate_key_names_both_lines() {
    assertThat(
            Written.with("    vpcId: vpc-0abc", "    vpcId: vpc-0abc\n    vpcId: vpc-0abd")
                .problem())
        .isEqualTo(":12: spec.network.vpcId: duplicate key: it stands already in line 11");
  }

  @Test
  void broken_syntax_comes_with_its_line() {
    assertThat(Written.with("  name: acme", "  name: [acme").problem())
        .startsWith(":5: not readable as YAML: while parsing a flow sequence");
  }

  @Test
  void the_documents_before_broken_syntax_are_checked_too() {
    assertThat(Written.of(Written.PLAIN.replace("acme\n", "Acme\n") + "---\n{").lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(":4: metadata.name: found \"Acme\""));
  }

  @Test
  void fields_of_a_thousand_errors_are_told_with_a_count_of_the_rest() {
    String many = "x: 1\n".replace("x", "%s").repeat(1000);
    Object[] names = java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "x" + i).toArray();

    List<String> lines = Written.withSpec(many.formatted(names)).lines();

    assertThat(lines).hasSize(DocumentCheck.MOST_PROBLEMS + 1);
    assertThat(lines).anyMatch(line -> line.endsWith("and 950 problems more"));
  }

  @Test
  void no_message_shows_the_value_of_an_environment_variable_or_the_whole_of_a_token() {
    String token = "eyJhbGciOiJIUzI1NiJ9." + "c2VjcmV0".repeat(10) + ".c2ln";

    String told =
        String.join(
            "\n",
            Written.withSpec(
                    """
                    server: {environment: {PURPLEMCP_CONSOLE_TOKEN: %1$s, OTHER: %1$s, L: [%1$s]}}
                    image: %1$s
                    token: %1$s
                    compute: {architecture: %1$s}"""
                        .formatted(token))
                .lines());

    assertThat(told).contains("PURPLEMCP_CONSOLE_TOKEN").doesNotContain("c2VjcmV0");
  }
}
