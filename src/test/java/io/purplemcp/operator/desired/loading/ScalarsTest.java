package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.purplemcp.operator.desired.Written;
import org.junit.jupiter.api.Test;

/** YAML 1.2's core types, and where their spelling counts. */
final class ScalarsTest {
  @Test
  void TD04_environment_values_are_the_text_that_was_written() {
    assertThat(
            Written.withSpec(
                    """
                    server:
                      environment:
                        A: 8000
                        B: "8000"
                        C: true
                        D: "true"
                        E: True
                        F: 1.10
                        G: 0123
                        H: on
                        I: ''
                        J: 2026-01-01
                        K: /a:b""")
                .deployment()
                .spec()
                .server()
                .environment())
        .containsOnly(
            entry("A", "8000"),
            entry("B", "8000"),
            entry("C", "true"),
            entry("D", "true"),
            entry("E", "True"),
            entry("F", "1.10"),
            entry("G", "0123"),
            entry("H", "on"),
            entry("I", ""),
            entry("J", "2026-01-01"),
            entry("K", "/a:b"));
  }

  @Test
  void TD04_nowhere_else_is_a_number_taken_for_text_or_text_for_a_number() {
    assertThat(Written.withSpec("compute: {replicas: \"2\"}").problem())
        .contains("found \"2\"; allowed: a whole number");
    assertThat(Written.with("name: acme", "name: acme\n  labels: {version: 1.10}").problem())
        .contains("found 1.10; allowed: text; write it in quotes: \"1.10\"");
    assertThat(Written.withSpec("policy: {paused: 'true'}").problem())
        .contains("found \"true\"; allowed: true or false");
  }

  @Test
  void numbers_may_be_written_in_every_way_of_the_core_schema() {
    assertThat(
            Written.withSpec("compute: {replicas: 0o10, cpu: +1024, memory: 0x1000}")
                .deployment()
                .spec()
                .compute())
        .satisfies(
            compute -> {
              assertThat(compute.replicas()).isEqualTo(8);
              assertThat(compute.cpu()).isEqualTo(1024);
              assertThat(compute.memory()).isEqualTo(4096);
            });
  }

  @Test
  void numbers_that_no_type_can_hold_are_problems() {
    assertThat(Written.withSpec("compute: {replicas: 99999999999999999999999}").problem())
        .contains("allowed: 0 to 5000");
    assertThat(Written.withSpec("compute: {replicas: 1e999999999}").problem())
        .contains("not a value of YAML's core types");
    assertThat(Written.withSpec("compute: {replicas: .nan}").problem())
        .contains("not a value of YAML's core types");
    assertThat(Written.withSpec("compute: {replicas: 1.5}").problem())
        .contains("found 1.5; allowed: a whole number");
  }

  @Test
  void an_anchor_may_be_used_within_a_document() {
    assertThat(
            Written.of(
                    Written.VALID
                        .replace("[subnet-0a, subnet-0b]", "&subnets [subnet-0a, subnet-0b]")
                        .replace("[subnet-0c, subnet-0d]", "*subnets"))
                .deployment()
                .spec()
                .loadBalancer()
                .orElseThrow()
                .subnets())
        .containsExactly("subnet-0a", "subnet-0b");
  }

  @Test
  void merge_keys_and_tags_of_ones_own_are_refused_in_words() {
    assertThat(Written.withSpec("compute: {<<: {cpu: 256}}").problem())
        .contains("merge keys (<<) are not supported");
    assertThat(Written.withSpec("compute: !!java.net.URL [http://localhost]").problem())
        .contains("Global tag is not allowed");
    assertThat(Written.withSpec("image: !secret abc").problem())
        .contains("not a value of YAML's core types (!secret)");
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    assertThat(Written.of("\uFEFF" + Written.VALID.replace("\n", "\r\n")).deployment().name())
        .isEqualTo("acme");
  }

  @Test
  void a_line_break_at_the_end_of_a_name_is_not_overlooked() {
    assertThat(Written.with("  name: acme", "  name: |\n    acme").problem())
        .contains("metadata.name: line breaks and control characters are not allowed here");
    assertThat(
            Written.withSpec("server: {environment: {A: \"a\\nb\"}}")
                .deployment()
                .spec()
                .server()
                .environment())
        .containsEntry("A", "a\nb");
  }
}
