package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Examples;
import io.purplemcp.operator.resource.Mutations;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFileType;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.VersionConsistency;

final class TaskDefinitionFormTest {
  /** Leaves by which elements are told apart, and what a revision says of itself. */
  private static final Set<String> NOT_CONTENT =
      Set.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "compatibilities[0]",
          "compatibilities[1]",
          "requiresAttributes[0].name",
          // ECS refuses another one than the container's own in awsvpc mode.
          "containerDefinitions[0].portMappings[0].hostPort",
          "registeredBy");

  private static final RegisterTaskDefinitionRequest DESIRED = desired(Examples.deployment());

  private static RegisterTaskDefinitionRequest desired(PurpleMcpDeployment deployment) {
    return DesiredTaskDefinition.of(
        deployment,
        Examples.REGION,
        reference -> reference == Reference.SECRET_ARN ? Examples.SECRET_ARN : Examples.ROLE_ARN);
  }

  /**
   * As DescribeTaskDefinition echoes a registration: reordered, and with its defaults filled in.
   */
  static TaskDefinition echo(RegisterTaskDefinitionRequest request) {
    return TaskDefinition.builder()
        .taskDefinitionArn("arn:aws:ecs:us-east-1:111122223333:task-definition/acme:7")
        .revision(7)
        .status("ACTIVE")
        .registeredBy("arn:aws:iam::111122223333:user/somebody")
        .requiresAttributes(attribute -> attribute.name("ecs.capability.secrets.asm"))
        .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
        .family(request.family())
        .networkMode(request.networkMode())
        .requiresCompatibilities(request.requiresCompatibilities())
        .cpu(request.cpu())
        .memory(request.memory())
        .runtimePlatform(request.runtimePlatform())
        .executionRoleArn(request.executionRoleArn())
        .enableFaultInjection(false)
        .volumes(List.of())
        .placementConstraints(List.of())
        .containerDefinitions(
            request.containerDefinitions().stream().map(TaskDefinitionFormTest::echo).toList())
        .build();
  }

  private static ContainerDefinition echo(ContainerDefinition container) {
    return container.toBuilder()
        .environment(reversed(container.environment()))
        .secrets(reversed(container.secrets()))
        .portMappings(
            container.portMappings().stream()
                .map(
                    port ->
                        port.toBuilder()
                            .hostPort(port.containerPort())
                            .protocol(TransportProtocol.TCP)
                            .build())
                .toList())
        .mountPoints(List.of())
        .volumesFrom(List.of())
        .systemControls(List.of())
        .build();
  }

  private static <T> List<T> reversed(List<T> list) {
    var reversed = new java.util.ArrayList<>(list);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  private static List<Difference> differences(TaskDefinition live) {
    return TaskDefinitionForm.of(DESIRED)
        .compare(Optional.of(TaskDefinitionForm.of(live)))
        .differences();
  }

  private static TaskDefinition withContainer(UnaryOperator<ContainerDefinition.Builder> change) {
    TaskDefinition live = echo(DESIRED);
    return live.toBuilder()
        .containerDefinitions(change.apply(live.containerDefinitions().get(0).toBuilder()).build())
        .build();
  }

  @Test
  void TD01_TD03_whatEcsEchoesOfTheGuideIsTheGuide() {
    assertThat(differences(echo(DESIRED))).isEmpty();
    assertThat(TaskDefinitionForm.of(echo(DESIRED)).hash())
        .isEqualTo(TaskDefinitionForm.of(DESIRED).hash());
  }

  static Stream<Mutations.Mutation<TaskDefinition>> mutations() {
    return Mutations.of(echo(DESIRED)).stream()
        .filter(each -> !NOT_CONTENT.contains(each.path()))
        .filter(each -> !each.path().endsWith("].name"));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void TD05_everyLeafThatIsChangedIsExactlyOneDifference(
      Mutations.Mutation<TaskDefinition> mutation) {
    assertThat(differences(mutation.changed())).hasSize(1);
  }

  @Test
  void aChangedVariableIsNamedByItsPath() {
    TaskDefinition live =
        withContainer(
            container ->
                container.environment(
                    KeyValuePair.builder().name("MCP_MODE").value("sse").build(),
                    KeyValuePair.builder().name("PURPLEMCP_STATELESS_HTTP").value("True").build()));
    assertThat(differences(live))
        .containsExactly(
            new Difference(
                "containerDefinitions[purple-mcp].environment[MCP_MODE]",
                Value.of("streamable-http"),
                Value.of("sse")));
  }

  @Test
  void whatWasAddedByHandIsADifference() {
    TaskDefinition live = echo(DESIRED);
    TaskDefinition more =
        live.toBuilder()
            .taskRoleArn("arn:aws:iam::111122223333:role/admin")
            .containerDefinitions(
                live.containerDefinitions().get(0).toBuilder()
                    .environmentFiles(
                        file -> file.value("arn:aws:s3:::x/y.env").type(EnvironmentFileType.S3))
                    .build(),
                ContainerDefinition.builder().name("sidecar").image("busybox").cpu(10).build())
            .build();
    assertThat(differences(more))
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "taskRoleArn",
            "containerDefinitions[sidecar]",
            "containerDefinitions[purple-mcp].environmentFiles[s3]");
  }

  @ParameterizedTest
  @CsvSource({
    ".5 vCPU,512,true",
    "0.5 vcpu,512,true",
    "512,512,true",
    "1 vCPU,1024,true",
    "1 vCPU,512,false"
  })
  void TD07_cpuUnitsAndVirtualCpusAreTheSame(String one, String other, boolean same) {
    assertThat(form(builder -> builder.cpu(one)).equals(form(builder -> builder.cpu(other))))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"1 GB,1024,true", "1GB,1024,true", "0.5 GB,512,true", "2 GB,1024,false"})
  void TD07_gigabytesAndMebibytesAreTheSame(String one, String other, boolean same) {
    assertThat(form(builder -> builder.memory(one)).equals(form(builder -> builder.memory(other))))
        .isEqualTo(same);
  }

  private static TaskDefinitionForm form(UnaryOperator<TaskDefinition.Builder> change) {
    return TaskDefinitionForm.of(change.apply(echo(DESIRED).toBuilder()).build());
  }

  @Test
  void TD02_anEmptyListIsNoneAtAnyDepth() {
    TaskDefinition empty =
        withContainer(
            container ->
                container.linuxParameters(
                    linux -> linux.capabilities(any -> any.add(List.of()).drop(List.of()))));
    assertThat(differences(empty)).isEmpty();
  }

  @Test
  void theDefaultsOfAHealthCheckAreNoDifference() {
    HealthCheck bare = HealthCheck.builder().command("CMD-SHELL", "x").build();
    HealthCheck filled = bare.toBuilder().interval(30).timeout(5).retries(3).build();
    assertThat(TaskDefinitionForm.of(withContainer(container -> container.healthCheck(bare))))
        .isEqualTo(
            TaskDefinitionForm.of(withContainer(container -> container.healthCheck(filled))));
  }

  @Test
  void aHealthCheckThatWasAddedIsOneDifference() {
    HealthCheck check =
        HealthCheck.builder().command("CMD-SHELL", "x").interval(30).timeout(5).retries(3).build();
    assertThat(differences(withContainer(container -> container.healthCheck(check))))
        .extracting(Difference::path)
        .containsExactly("containerDefinitions[purple-mcp].healthCheck.command");
  }

  @Test
  void whatTheConsoleAddsToAPortIsNoDifference() {
    TaskDefinition live =
        withContainer(
            container ->
                container
                    .essential(null)
                    .versionConsistency(VersionConsistency.ENABLED)
                    .portMappings(
                        port ->
                            port.containerPort(8000)
                                .hostPort(8000)
                                .name("purple-mcp-8000-tcp")
                                .appProtocol("http")));
    assertThat(differences(live)).isEmpty();
  }

  @Test
  void aTagAndADigestAreNotTheSameImage() {
    TaskDefinition live =
        withContainer(container -> container.image("repository@sha256:0123456789abcdef"));
    assertThat(differences(live))
        .extracting(Difference::path)
        .containsExactly("containerDefinitions[purple-mcp].image");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-AbCdEf,true",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme,true",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/acme-GhIjKl,false",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:purple-mcp/other,false",
    "arn:aws:secretsmanager:us-east-1:444455556666:secret:purple-mcp/acme,false"
  })
  void SM02_aPartialArnOfTheSameSecretIsThatSecret(String arn, boolean same) {
    TaskDefinition live =
        withContainer(
            container ->
                container.secrets(
                    DesiredTaskDefinition.SECRET_KEYS.stream()
                        .map(
                            key ->
                                Secret.builder()
                                    .name(key)
                                    .valueFrom(arn + ":" + key + "::")
                                    .build())
                        .toList()));
    assertThat(differences(live)).hasSize(same ? 0 : DesiredTaskDefinition.SECRET_KEYS.size());
  }

  @Test
  void TD14_anEmptyVariableSurvivesAndARemovedOneIsRemoved() {
    var with =
        desired(Examples.deployment(parts -> parts.server(Map.of("PURPLEMCP_ENV", ""), 8000)));
    assertThat(
            TaskDefinitionForm.of(with)
                .compare(Optional.of(TaskDefinitionForm.of(echo(with))))
                .differences())
        .isEmpty();
    assertThat(differences(echo(with)))
        .containsExactly(
            new Difference(
                "containerDefinitions[purple-mcp].environment[PURPLEMCP_ENV]",
                Value.ABSENT,
                Value.of("")));
  }

  @Test
  void anotherPortIsToldToTheServer() {
    var request = desired(Examples.deployment(parts -> parts.server(Map.of(), 9000)));
    assertThat(TaskDefinitionForm.of(request).fields())
        .containsEntry("containerDefinitions[purple-mcp].environment[MCP_PORT]", "9000")
        .containsEntry("containerDefinitions[purple-mcp].portMappings[0].containerPort", "9000");
  }

  @Test
  void whatIsNotKnownYetIsPendingAndNotAText() {
    var request =
        DesiredTaskDefinition.of(
            Examples.deployment(), Examples.REGION, reference -> Value.PENDING.toString());
    var form = TaskDefinitionForm.of(request);
    assertThat(form.complete()).isFalse();
    assertThat(form.compare(Optional.empty()).differences())
        .filteredOn(difference -> difference.desired().equals(Value.PENDING))
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "executionRoleArn",
            "containerDefinitions[purple-mcp].secrets[PURPLEMCP_CONSOLE_BASE_URL]",
            "containerDefinitions[purple-mcp].secrets[PURPLEMCP_CONSOLE_TOKEN]");
  }

  @Property(tries = 100)
  void TD01_theOrderOfVariablesMeansNothing(
      @ForAll @Size(max = 5) Map<@net.jqwik.api.constraints.AlphaChars String, String> variables,
      @ForAll java.util.Random random) {
    var list =
        variables.entrySet().stream()
            .map(
                entry ->
                    KeyValuePair.builder().name(entry.getKey()).value(entry.getValue()).build())
            .toList();
    var shuffled = new java.util.ArrayList<>(list);
    java.util.Collections.shuffle(shuffled, random);
    assertThat(TaskDefinitionForm.of(withContainer(container -> container.environment(list))))
        .isEqualTo(
            TaskDefinitionForm.of(withContainer(container -> container.environment(shuffled))));
  }
}
