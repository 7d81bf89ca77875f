package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.AwsError;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** How task definitions come back, and which are refused. */
class TaskDefinitionsTest {
  private final EcsWorld world = new EcsWorld();

  private TaskDefinition registered(Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    return world
        .ecs()
        .registerTaskDefinition(EcsWorld.definition().toBuilder().applyMutation(change).build())
        .taskDefinition();
  }

  private ContainerDefinition container(Consumer<ContainerDefinition.Builder> change) {
    return world
        .ecs()
        .registerTaskDefinition(EcsWorld.definition(change))
        .taskDefinition()
        .containerDefinitions()
        .get(0);
  }

  @Test
  void TD03_whatWasLeftOutComesBackFilledIn() {
    ContainerDefinition shown = container(c -> c.healthCheck(h -> h.command("CMD-SHELL", "true")));

    assertThat(shown.cpu()).isZero();
    assertThat(shown.essential()).isTrue();
    assertThat(shown.hasMountPoints()).isTrue();
    assertThat(shown.hasVolumesFrom()).isTrue();
    assertThat(shown.hasSystemControls()).isTrue();
    assertThat(shown.portMappings().get(0).hostPort()).isEqualTo(8000);
    assertThat(shown.portMappings().get(0).protocolAsString()).isEqualTo("tcp");
    assertThat(shown.healthCheck().interval()).isEqualTo(30);
    assertThat(shown.healthCheck().timeout()).isEqualTo(5);
    assertThat(shown.healthCheck().retries()).isEqualTo(3);
    assertThat(shown.healthCheck().startPeriod()).isNull();
  }

  @Test
  void TD01_variablesComeBackInAnotherOrder() {
    List<KeyValuePair> sent =
        IntStream.range(0, 12).mapToObj(i -> EcsWorld.pair("NAME_" + i, "v" + i)).toList();
    List<KeyValuePair> shown = container(c -> c.environment(sent)).environment();

    assertThat(shown).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
  }

  @Test
  void TD02_bothListsOfCapabilitiesAreStored() {
    ContainerDefinition shown =
        container(c -> c.linuxParameters(l -> l.capabilities(k -> k.drop("ALL"))));

    assertThat(shown.linuxParameters().capabilities().hasAdd()).isTrue();
    assertThat(shown.linuxParameters().capabilities().add()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".5 vCPU,1GB,512,1024",
    "1 vcpu,2 GB,1024,2048",
    "256,512,256,512",
    "0.25 vCPU,.5 GB,256,512"
  })
  void TD07_sizesBecomeWholeUnits(String cpu, String memory, String units, String mebibytes) {
    TaskDefinition shown = registered(r -> r.cpu(cpu).memory(memory));

    assertThat(shown.cpu()).isEqualTo(units);
    assertThat(shown.memory()).isEqualTo(mebibytes);
  }

  @Test
  void whatAwsKnowsBesidesIsShown() {
    TaskDefinition shown = registered(r -> {});

    assertThat(shown.compatibilities()).containsExactly(Compatibility.EC2, Compatibility.FARGATE);
    assertThat(shown.requiresAttributes())
        .anyMatch(attribute -> attribute.name().equals("ecs.capability.task-eni"));
    assertThat(shown.registeredBy()).isEqualTo("arn:aws:iam::111122223333:user/tester");
    assertThat(shown.registeredAt()).isEqualTo(world.context().now());
    assertThat(shown.hasVolumes()).isTrue();
    assertThat(shown.hasPlacementConstraints()).isTrue();
    assertThat(shown.enableFaultInjection()).isFalse();
  }

  @Test
  void TD08_everyRegistrationIsANewRevisionAndNumbersAreNeverUsedAgain() {
    assertThat(registered(r -> {}).revision()).isEqualTo(1);
    assertThat(registered(r -> {}).revision()).isEqualTo(2);
    deregister("purple-mcp:2");
    world
        .ecs()
        .deleteTaskDefinitions(
            DeleteTaskDefinitionsRequest.builder().taskDefinitions("purple-mcp:2").build());

    assertThat(registered(r -> {}).taskDefinitionArn())
        .isEqualTo("arn:aws:ecs:us-east-1:111122223333:task-definition/purple-mcp:3");
  }

  private void deregister(String reference) {
    world
        .ecs()
        .deregisterTaskDefinition(
            DeregisterTaskDefinitionRequest.builder().taskDefinition(reference).build());
  }

  private DescribeTaskDefinitionResponse describe(String reference, TaskDefinitionField... with) {
    return world
        .ecs()
        .describeTaskDefinition(
            DescribeTaskDefinitionRequest.builder()
                .taskDefinition(reference)
                .include(with)
                .build());
  }

  @Test
  void TD09_aFamilyStandsForItsNewestActiveRevision() {
    registered(r -> {});
    registered(r -> {});
    deregister("purple-mcp:2");

    assertThat(describe("purple-mcp").taskDefinition().revision()).isEqualTo(1);
    assertThat(describe("purple-mcp:2").taskDefinition().status())
        .isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(describe(registered(r -> {}).taskDefinitionArn()).taskDefinition().revision())
        .isEqualTo(3);
    refusal(() -> describe("purple-mcp:9")).isEqualTo("Unable to describe task definition.");
  }

  @Test
  void tagsAreShownOnlyWhereTheyAreAskedFor() {
    registered(r -> r.tags(Tag.builder().key("team").value("soc").build()));

    assertThat(describe("purple-mcp").tags()).isEmpty();
    assertThat(describe("purple-mcp", TaskDefinitionField.TAGS).tags())
        .extracting(Tag::value)
        .containsExactly("soc");
  }

  @Test
  void theFamilyPrefixOfAListIsAWholeFamily() {
    registered(r -> {});
    registered(r -> {});
    registered(r -> r.family("purple-mcp-other"));
    deregister("purple-mcp:1");

    ListTaskDefinitionsResponse newest =
        world
            .ecs()
            .listTaskDefinitions(
                ListTaskDefinitionsRequest.builder()
                    .familyPrefix("purple-mcp")
                    .status("ACTIVE")
                    .sort("DESC")
                    .maxResults(1)
                    .build());
    assertThat(newest.taskDefinitionArns())
        .singleElement()
        .satisfies(arn -> assertThat(arn).endsWith("/purple-mcp:2"));
    assertThat(newest.nextToken()).isNull();
    assertThat(
            world
                .ecs()
                .listTaskDefinitionFamilies(
                    ListTaskDefinitionFamiliesRequest.builder().familyPrefix("purple").build())
                .families())
        .containsExactly("purple-mcp", "purple-mcp-other");
  }

  @Test
  void anActiveRevisionCannotBeDeleted() {
    registered(r -> {});

    assertThat(
            world
                .ecs()
                .deleteTaskDefinitions(
                    DeleteTaskDefinitionsRequest.builder().taskDefinitions("purple-mcp:1").build())
                .failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("still in ACTIVE status"));
  }

  @Test
  void whatFargateCannotRunIsRefusedInItsWords() {
    refusal(() -> registered(r -> r.cpu("512").memory("8192")))
        .startsWith("No Fargate configuration exists for given values: 512 CPU, 8192 memory.");
    refusal(() -> registered(r -> r.networkMode("bridge")))
        .isEqualTo("Fargate only supports network mode ‘awsvpc’.");
    refusal(() -> registered(r -> r.cpu(null)))
        .isEqualTo("Fargate requires that 'cpu' be defined at the task level.");
    refusal(() -> registered(r -> r.cpu("a lot"))).isEqualTo("Invalid 'cpu' setting for task.");
    refusal(() -> container(c -> c.memory(2048)))
        .isEqualTo("The 'memory' setting for container is greater than for the task.");
  }

  @Test
  void anExecutionRoleIsNeededForSecretsImagesAndLogs() {
    refusal(() -> registered(r -> r.executionRoleArn(null)))
        .contains("When you are specifying container secrets");
    refusal(() -> withoutRole(c -> c.secrets(List.of())))
        .endsWith("execution role ARN to support ECR images.");
    LogConfiguration logs =
        LogConfiguration.builder()
            .logDriver("awslogs")
            .options(Map.of("awslogs-group", "/ecs/purple-mcp", "awslogs-region", "us-east-1"))
            .build();
    refusal(() -> withoutRole(c -> c.secrets(List.of()).image("x").logConfiguration(logs)))
        .endsWith("execution role ARN to support log driver awslogs.");
  }

  private void withoutRole(Consumer<ContainerDefinition.Builder> change) {
    world
        .ecs()
        .registerTaskDefinition(
            EcsWorld.definition(change).toBuilder().executionRoleArn(null).build());
  }

  @Test
  void SV05_aRoleThatDoesNotExistIsNotValid() {
    refusal(() -> registered(r -> r.executionRoleArn(EcsWorld.ROLE + "x")))
        .isEqualTo("Role is not valid");
  }

  @Test
  void aVariableIsEitherPlainOrSecret() {
    refusal(() -> container(c -> c.environment(EcsWorld.pair(EcsWorld.TOKEN, "x"))))
        .contains("The secret name must be unique");
  }

  private static AbstractStringAssert<?> refusal(Runnable call) {
    return assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("ClientException"))
        .extracting(Throwable::getMessage)
        .asString();
  }
}
