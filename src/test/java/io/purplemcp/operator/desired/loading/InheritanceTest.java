package io.purplemcp.operator.desired.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.Problem;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.SpecHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults: for which deployments they hold, what wins, and where their mistakes are told. */
final class InheritanceTest {
  private static final String DEFAULTS =
      """
      apiVersion: purplemcp.io/v1alpha1
      kind: PurpleMcpDefaults
      metadata:
        labels: {team: soc, tier: gold}
      spec:
        target: {region: us-east-1}
        console: {secretName: "purple-mcp/${name}"}
        server:
          environment: {PURPLEMCP_ENV: production, PATTERN: "${name}-${other}"}
        compute: {cpu: 256, memory: 512}
        network:
          vpcId: vpc-0abc
          subnets: [subnet-0a, subnet-0b, subnet-0c]
      """;

  @TempDir Path directory;

  private static String site(String name, String more) {
    return """
        apiVersion: purplemcp.io/v1alpha1
        kind: PurpleMcpDeployment
        metadata: {name: %s}
        """
            .formatted(name)
        + more;
  }

  private static String documents(String... documents) {
    return String.join("---\n", documents);
  }

  private void write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private LoadResult load() {
    return new DesiredStateLoader().load(List.of(directory));
  }

  private List<PurpleMcpDeployment> deployments() {
    LoadResult result = load();
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).state().deployments();
  }

  private List<String> problems() {
    LoadResult result = load();
    assertThat(result).isInstanceOf(LoadResult.Rejected.class);
    return ((LoadResult.Rejected) result).problems().stream().map(this::told).toList();
  }

  private String told(Problem problem) {
    return problem.toString().replace(directory + "/", "");
  }

  @Test
  void a_site_is_one_short_entry() throws IOException {
    write("fleet.yaml", documents(DEFAULTS, site("berlin", ""), site("lyon", "")));

    assertThat(deployments())
        .extracting(each -> each.spec().console().secretId())
        .containsExactly("purple-mcp/berlin", "purple-mcp/lyon");
  }

  @Test
  void mappings_merge_and_lists_and_single_values_replace() throws IOException {
    write(
        "fleet.yaml",
        documents(
            DEFAULTS,
            site(
                "berlin",
                """
                spec:
                  compute: {memory: 1024}
                  network: {subnets: [subnet-0d]}
                  server: {environment: {PURPLEMCP_ENV: staging, MORE: "1"}}
                """)));

    PurpleMcpDeployment berlin = deployments().get(0);
    assertThat(berlin.spec().compute().cpu()).isEqualTo(256);
    assertThat(berlin.spec().compute().memory()).isEqualTo(1024);
    assertThat(berlin.spec().network().vpcId()).isEqualTo("vpc-0abc");
    assertThat(berlin.spec().network().subnets()).containsExactly("subnet-0d");
    assertThat(berlin.spec().server().environment())
        .isEqualTo(Map.of("PURPLEMCP_ENV", "staging", "MORE", "1", "PATTERN", "${name}-${other}"));
    assertThat(berlin.metadata().labels()).isEqualTo(Map.of("team", "soc", "tier", "gold"));
  }

  @Test
  void a_field_with_nothing_behind_it_takes_a_default_away() throws IOException {
    write(
        "fleet.yaml",
        documents(
            DEFAULTS,
            site(
                "berlin",
                """
                spec:
                  compute: null
                  console:
                    secretName:
                    secretArn: arn:aws:secretsmanager:us-east-1:111122223333:secret:acme
                """)));

    PurpleMcpDeployment berlin = deployments().get(0);
    assertThat(berlin.spec().console().secretName()).isEmpty();
    assertThat(berlin.spec().compute().cpu()).isEqualTo(512);
  }

  @Test
  void the_hash_is_that_of_the_same_deployment_written_out() throws IOException {
    write("a/fleet.yaml", documents(DEFAULTS, site("berlin", "")));
    PurpleMcpDeployment inherited = deployments().get(0);
    write(
        "a/fleet.yaml",
        DEFAULTS
            .replace("PurpleMcpDefaults", "PurpleMcpDeployment")
            .replace("  labels:", "  name: berlin\n  labels:")
            .replace("purple-mcp/${name}", "purple-mcp/berlin"));

    assertThat(SpecHash.of(deployments().get(0))).isEqualTo(SpecHash.of(inherited));
  }

  @Test
  void defaults_hold_for_their_file_and_those_of_a_directory_for_all_below() throws IOException {
    write("defaults.yaml", DEFAULTS);
    write("plain.yaml", site("berlin", ""));
    write(
        "emea/defaults.yml",
        """
        apiVersion: purplemcp.io/v1alpha1
        kind: PurpleMcpDefaults
        spec: {compute: {cpu: 512, memory: 1024}}
        """);
    write("emea/lyon.yaml", site("lyon", ""));
    write(
        "emea/north/oslo.yaml",
        documents(
            """
            apiVersion: purplemcp.io/v1alpha1
            kind: PurpleMcpDefaults
            spec: {compute: {memory: 2048}, target: {region: eu-north-1}}
            """,
            site("oslo", "")));
    write("emea/north/vaasa.yaml", site("vaasa", ""));

    assertThat(deployments())
        .extracting(
            each -> each.name(),
            each -> each.spec().target().region(),
            each -> each.spec().compute().cpu(),
            each -> each.spec().compute().memory())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("berlin", "us-east-1", 256, 512),
            org.assertj.core.groups.Tuple.tuple("lyon", "us-east-1", 512, 1024),
            org.assertj.core.groups.Tuple.tuple("oslo", "eu-north-1", 512, 2048),
            org.assertj.core.groups.Tuple.tuple("vaasa", "us-east-1", 512, 1024));
  }

  @Test
  void what_is_wrong_with_defaults_is_told_once_and_where_it_stands() throws IOException {
    write(
        "fleet.yaml",
        documents(
            DEFAULTS
                .replace("cpu: 256", "cpu: 300, memry: 5")
                .replace("vpc-0abc", "vpc_1")
                .replace("purple-mcp/${name}", "not good ${name}"),
            site("berlin", ""),
            site("lyon", "")));

    assertThat(problems())
        .containsExactly(
            "fleet.yaml:7: spec.console.secretName: found \"not good ${name}\"; allowed: a"
                + " secret's name: letters, digits and /_+=.@-",
            "fleet.yaml:10: spec.compute.cpu: found 300; allowed: 256, 512, 1024, 2048, 4096, 8192,"
                + " 16384",
            "fleet.yaml:10: spec.compute.memry: unknown field; did you mean \"memory\"?",
            "fleet.yaml:12: spec.network.vpcId: found \"vpc_1\"; allowed: a VPC's id, such as"
                + " vpc-0abc");
  }

  @Test
  void a_rule_that_defaults_break_is_told_once() throws IOException {
    write(
        "fleet.yaml",
        documents(
            DEFAULTS.replace("memory: 512", "memory: 8192"), site("berlin", ""), site("lyon", "")));

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("fleet.yaml:10: spec.compute.memory: found 8192; Fargate has no tasks");
  }

  @Test
  void what_a_site_lacks_is_told_where_the_site_stands() throws IOException {
    write("defaults.yaml", DEFAULTS.replace("  target: {region: us-east-1}\n", ""));
    write("sites.yaml", documents(site("berlin", ""), site("lyon", "spec: {}\n")));

    assertThat(problems())
        .containsExactly(
            "sites.yaml:1: spec.target: missing and required: The account and region the deployment"
                + " lives in.",
            "sites.yaml:8: spec.target: missing and required: The account and region the deployment"
                + " lives in.");
  }

  @Test
  void there_is_one_variable() throws IOException {
    write("fleet.yaml", documents(DEFAULTS.replace("${name}\"}", "${site}\"}"), site("a", "")));

    assertThat(problems())
        .contains(
            "fleet.yaml:7: spec.console.secretName: found \"purple-mcp/${site}\"; unknown variable"
                + " ${site}; the only one is ${name}, the deployment's name");
  }

  @Test
  void a_file_has_at_most_one_and_a_name_is_nobodys_default() throws IOException {
    write(
        "fleet.yaml",
        documents(DEFAULTS, DEFAULTS.replace("  labels:", "  name: x\n  labels:"), site("a", "")));

    assertThat(problems())
        .anyMatch(
            line ->
                line.startsWith("fleet.yaml:15: there are defaults already: ")
                    && line.contains("at most one PurpleMcpDefaults"))
        .contains("fleet.yaml:18: metadata.name: unknown field; allowed: labels");
  }

  @Test
  void defaults_that_hold_for_nothing_are_warned_of() throws IOException {
    write("common.yaml", DEFAULTS);

    assertThat(((LoadResult.Loaded) load()).state().warnings())
        .singleElement()
        .asString()
        .contains("common.yaml:1: these defaults hold for nothing");
  }
}
