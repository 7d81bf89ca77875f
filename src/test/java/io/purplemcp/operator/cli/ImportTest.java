package io.purplemcp.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.AuthenticationSpec;
import io.purplemcp.operator.desired.LoadBalancerSpec;
import io.purplemcp.operator.desired.LoadResult;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.imports.Imported;
import io.purplemcp.operator.resource.imports.ServiceImport;
import io.purplemcp.operator.resource.imports.TaggedServices;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.GuideStack;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** What exists, written as a desired state that would change nothing but tags. */
final class ImportTest {
  private static final Path ADOPTION = Path.of("deploy", "examples", "adoption.yaml");
  private static final String ROLE = "ecsTaskExecutionRole";
  private static final TargetSpec TARGET =
      new TargetSpec(World.region(), Optional.empty(), Optional.empty(), Optional.empty());

  private static World prepared(Path file) {
    return World.empty().settings(World.UNHURRIED).prepared(file);
  }

  @Test
  void the_guides_plain_service_is_written_and_proved() throws Exception {
    try (World world = prepared(ADOPTION)) {
      new GuideStack(world, ROLE).plain();
      ImportedYaml written = ImportedYaml.of(List.of(handmade(world)));

      assertThat(proof(world, written)).isEmpty();
      assertThat(written.text())
          .contains("name: handmade-service", "adoption: Adopt", "retentionDays: 0")
          .doesNotContain("platformVersion", "minimumHealthyPercent");
      world.forget().desire(written.text()).converge();
      assertThat(world.writes()).extracting("operation").asString().doesNotContain("UpdateService");
    }
  }

  @Test
  void the_guides_service_behind_a_load_balancer_is_written_and_proved() throws Exception {
    try (World world = prepared(ADOPTION)) {
      new GuideStack(world, ROLE).balanced();
      Imported imported = handmade(world);

      assertThat(imported.remarks()).isEmpty();
      assertThat(proof(world, ImportedYaml.of(List.of(imported)))).isEmpty();
    }
  }

  static Stream<Path> examples() {
    return Yaml.examples().stream()
        .filter(path -> !path.endsWith("adoption.yaml"))
        .filter(path -> Yaml.load(path).stream().allMatch(ImportTest::canBeWritten));
  }

  /** Others' accounts are read with a role; tokens and gateways are a person's to write. */
  private static boolean canBeWritten(PurpleMcpDeployment deployment) {
    return deployment.spec().target().roleArn().isEmpty()
        && deployment.spec().gateway().isEmpty()
        && deployment
            .spec()
            .loadBalancer()
            .flatMap(LoadBalancerSpec::authentication)
            .flatMap(AuthenticationSpec::bearer)
            .isEmpty();
  }

  @Test
  void a_bearer_token_is_named_and_its_secret_left_to_a_person() {
    Path example = Path.of("deploy", "examples", "internet-facing-bearer.yaml");
    try (World world = prepared(example).desire(Yaml.load(example)).converge()) {
      String name = world.desired().get(0).name();

      assertThat(read(world, "purple-mcp-cluster", name).orElseThrow().remarks())
          .singleElement()
          .asString()
          .contains("authentication of type bearer");
    }
  }

  @Test
  void a_shared_load_balancer_is_named_with_the_host_name() {
    Path example = Path.of("deploy", "examples", "shared-gateway.yaml");
    try (World world = prepared(example).desire(Yaml.declarations(example)).converge()) {
      PurpleMcpDeployment first = world.desired().get(0);

      assertThat(read(world, "purple-mcp-cluster", first.name()).orElseThrow().remarks())
          .singleElement()
          .asString()
          .contains(
              "sends " + first.spec().gateway().orElseThrow().hostName() + " here",
              "write a PurpleMcpGateway");
    }
  }

  @Test
  void a_web_acl_that_cannot_be_read_is_no_missing_one() throws Exception {
    try (World world = prepared(ADOPTION).deny("wafv2", "GetWebACLForResource")) {
      new GuideStack(world, ROLE).balanced();

      assertThat(handmade(world).remarks())
          .singleElement()
          .asString()
          .contains("Whether a web ACL is on handmade could not be read", "AccessDenied");
    }
  }

  /** The file got lost, and everything it said is still in AWS. */
  @ParameterizedTest
  @MethodSource("examples")
  void what_the_operator_has_made_is_found_by_its_tags_and_written_again(Path example)
      throws Exception {
    try (World world = prepared(example)) {
      world.desire(World.unpaused(Yaml.load(example))).converge();
      List<Imported> imported =
          TaggedServices.with(
                  world.person().tagging(), "purplemcp.io/managed-by=purple-mcp-operator")
              .stream()
              .flatMap(key -> read(world, key.cluster(), key.service()).stream())
              .toList();

      assertThat(imported).hasSize(world.desired().size());
      ImportedYaml written = ImportedYaml.of(imported);
      assertThat(written.meaning()).isInstanceOf(LoadResult.Loaded.class);
      assertThat(proof(world, written)).isEmpty();
    }
  }

  @Test
  void SM05_a_token_in_plain_text_is_named_and_never_written() throws Exception {
    try (World world = prepared(ADOPTION)) {
      new GuideStack(world, ROLE).plain();
      environment(world, "PURPLEMCP_LOGFIRE_TOKEN", "canary");
      Imported imported = handmade(world);

      assertThat(imported.remarks())
          .singleElement()
          .asString()
          .contains("PURPLEMCP_LOGFIRE_TOKEN", "plain text")
          .doesNotContain("canary");
      assertThat(ImportedYaml.of(List.of(imported)).text()).doesNotContain("canary");
    }
  }

  @Test
  void what_cannot_be_declared_is_listed_field_by_field() throws Exception {
    try (World world = prepared(ADOPTION)) {
      new GuideStack(world, ROLE).balanced();
      Listener http =
          world
              .person()
              .elasticLoadBalancing()
              .describeListeners(r -> r.loadBalancerArn(balancer(world)))
              .listeners()
              .stream()
              .filter(listener -> listener.port() == 443)
              .findFirst()
              .orElseThrow();
      world.person().elasticLoadBalancing().deleteListener(r -> r.listenerArn(http.listenerArn()));
      Imported imported = handmade(world);

      assertThat(imported.remarks())
          .singleElement()
          .asString()
          .contains("belongs to no load balancer");
      assertThat(proof(world, ImportedYaml.of(List.of(imported))))
          .anySatisfy(line -> assertThat(line).contains("loadBalancers", "targetgroup/handmade"));
    }
  }

  @Test
  void a_service_that_does_not_exist_is_not_imported() {
    try (World world = World.empty()) {
      world.person().ecs().createCluster(r -> r.clusterName(GuideStack.CLUSTER));

      assertThat(read(world, GuideStack.CLUSTER, "nothing")).isEmpty();
    }
  }

  private static Imported handmade(World world) {
    return read(world, GuideStack.CLUSTER, GuideStack.SERVICE).orElseThrow();
  }

  private static Optional<Imported> read(World world, String cluster, String service) {
    return new ServiceImport(world.person(), TARGET, SandboxAccountIds.ACCOUNT)
        .read(cluster, service, Optional.empty());
  }

  private static List<String> proof(World world, ImportedYaml written) throws Exception {
    return new ImportProof(world.planner()).of(TARGET, written);
  }

  private static String balancer(World world) {
    return world
        .person()
        .elasticLoadBalancing()
        .describeLoadBalancers(r -> r.names("handmade"))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
  }

  /** Registers the running definition again with one more variable, and lets the service run it. */
  private static void environment(World world, String name, String value) {
    var ecs = world.person().ecs();
    var service =
        ecs.describeServices(r -> r.cluster(GuideStack.CLUSTER).services(GuideStack.SERVICE))
            .services()
            .get(0);
    TaskDefinition running =
        ecs.describeTaskDefinition(r -> r.taskDefinition(service.taskDefinition()))
            .taskDefinition();
    var container = running.containerDefinitions().get(0);
    List<KeyValuePair> pairs =
        Stream.concat(
                container.environment().stream(),
                Stream.of(KeyValuePair.builder().name(name).value(value).build()))
            .toList();
    String arn =
        ecs.registerTaskDefinition(
                RegisterTaskDefinitionRequest.builder()
                    .family(running.family())
                    .networkMode(running.networkMode())
                    .requiresCompatibilities(running.requiresCompatibilities())
                    .cpu(running.cpu())
                    .memory(running.memory())
                    .runtimePlatform(running.runtimePlatform())
                    .executionRoleArn(running.executionRoleArn())
                    .containerDefinitions(container.toBuilder().environment(pairs).build())
                    .build())
            .taskDefinition()
            .taskDefinitionArn();
    ecs.updateService(
        r -> r.cluster(GuideStack.CLUSTER).service(GuideStack.SERVICE).taskDefinition(arn));
  }
}
