package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import io.purplemcp.operator.sandbox.ecr.Registry;
import io.purplemcp.operator.sandbox.iam.RoleBook;
import io.purplemcp.operator.sandbox.logs.LogBook;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** What keeps tasks from starting, in the words of AWS. */
class TaskStartTest {
  private static final String ASSUMED =
      "AccessDeniedException: User:"
          + " arn:aws:sts::111122223333:assumed-role/purple-mcp-execution/";

  private final EcsWorld world = new EcsWorld();

  private Task firstStopped(RegisterTaskDefinitionRequest definition) {
    world.ecs().registerTaskDefinition(definition);
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofSeconds(40));
    return world.tasks(DesiredStatus.STOPPED).get(0);
  }

  private String reason(Consumer<ContainerDefinition.Builder> change) {
    Task task = firstStopped(EcsWorld.definition(change));
    assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
    return task.stoppedReason();
  }

  @Test
  void anUnknownTagOfTheVendorsImageIsNotFound() {
    assertThat(reason(c -> c.image(ImageRegistry.VENDOR_REPOSITORY + ":v0.0.1")))
        .startsWith("CannotPullContainerError: ")
        .endsWith("sentinelone/purple-ai-mcp-server:v0.0.1: not found");
  }

  @Test
  void anotherRepositoryOfTheVendorsRegistryIsForbidden() {
    assertThat(reason(c -> c.image(ImageRegistry.VENDOR_REGISTRY + "/sentinelone/other:latest")))
        .startsWith("CannotPullContainerError: ")
        .endsWith("403 Forbidden");
  }

  @Test
  void anImageOfAnotherRegistryIsFoundUnlessItsNameSaysOtherwise() {
    assertThat(reason(c -> c.image("ghcr.io/acme/does-not-exist:1")))
        .contains("ghcr.io/acme/does-not-exist:1: not found");
  }

  @Test
  void theVendorsImageIsForArm64Alone() {
    Task task =
        firstStopped(
            EcsWorld.definition().toBuilder()
                .runtimePlatform(p -> p.cpuArchitecture("X86_64").operatingSystemFamily("LINUX"))
                .build());

    assertThat(task.stoppedReason())
        .contains("image Manifest does not contain descriptor matching platform 'linux/amd64'");
  }

  @Test
  void theExecutionRoleMustBeAllowedToReadTheSecret() {
    world.role(EcsWorld.TRUST, EcsWorld.policy("\"ecr:*\",\"logs:*\""));

    assertThat(reason(c -> {}))
        .startsWith(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution"
                + " resource retrieval failed: unable to retrieve secret from asm:")
        .contains(ASSUMED)
        .contains(
            "is not authorized to perform: secretsmanager:GetSecretValue on resource: "
                + EcsWorld.SECRET_ARN);
  }

  @Test
  void theExecutionRoleMustBeAllowedToLogInToEcr() {
    world.role(EcsWorld.TRUST, EcsWorld.policy("\"secretsmanager:*\",\"logs:*\""));

    assertThat(reason(c -> {}))
        .contains("unable to retrieve ecr registry auth")
        .contains(ASSUMED)
        .contains("is not authorized to perform: ecr:GetAuthorizationToken on resource: *");
  }

  @Test
  void aTaskWithoutPublicAddressReachesNothingThroughAnInternetGateway() {
    assertThat(reasonIn(SandboxAccountIds.PUBLIC_SUBNET_A, "DISABLED"))
        .contains("There is a connection issue between the task and Amazon ECR.");
  }

  @Test
  void aTaskBehindANatGatewayNeedsNoPublicAddress() {
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(in(SandboxAccountIds.PRIVATE_SUBNET_A, "DISABLED"));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.shown().runningCount()).isEqualTo(1);
  }

  @Test
  void aSecurityGroupThatLetsNothingOutKeepsATaskFromStarting() {
    world.context().table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
        .filter(rule -> rule.isEgress())
        .map(rule -> rule.securityGroupRuleId())
        .forEach(id -> world.context().table(Ec2Tables.SECURITY_GROUP_RULES).remove(id));

    assertThat(reason(c -> c.image("example.com/x:1")))
        .contains("There is a connection issue between the task and AWS Secrets Manager.");
  }

  private String reasonIn(String subnet, String publicAddress) {
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(in(subnet, publicAddress));
    world.pass(Duration.ofSeconds(40));
    return world.tasks(DesiredStatus.STOPPED).get(0).stoppedReason();
  }

  private static CreateServiceRequest in(String subnet, String publicAddress) {
    return EcsWorld.service(
        s ->
            s.networkConfiguration(
                n ->
                    n.awsvpcConfiguration(
                        v ->
                            v.subnets(subnet)
                                .securityGroups(SandboxAccountIds.DEFAULT_SECURITY_GROUP)
                                .assignPublicIp(publicAddress))));
  }

  @Test
  void aMissingKeyOfTheSecretIsNamed() {
    world.secret(Map.of(EcsWorld.TOKEN, "value"));

    assertThat(reason(c -> {}))
        .endsWith(
            "retrieved secret from Secrets Manager did not contain json key"
                + " PURPLEMCP_CONSOLE_BASE_URL");
  }

  @Test
  void aSecretThatIsNoJsonDoesNotShowItsValue() {
    world.secretText(Optional.of("very-secret"));

    assertThat(reason(c -> {})).contains("unable to").doesNotContain("very-secret");
  }

  @Test
  void aSecretWithoutValueHasNoCurrentVersion() {
    world.secretText(Optional.empty());

    assertThat(reason(c -> {}))
        .endsWith(
            "ResourceNotFoundException: Secrets Manager can't find the specified secret value for"
                + " staging label: AWSCURRENT");
  }

  @Test
  void aSecretThatDoesNotExistIsNotFound() {
    String missing = "arn:aws:secretsmanager:us-east-1:111122223333:secret:nothing:KEY::";

    assertThat(reason(c -> c.secrets(Secret.builder().name("KEY").valueFrom(missing).build())))
        .endsWith("Secrets Manager can't find the specified secret.");
  }

  private static LogConfiguration logs(boolean create) {
    return LogConfiguration.builder()
        .logDriver("awslogs")
        .options(
            Map.of(
                "awslogs-group", "/ecs/purple-mcp",
                "awslogs-region", "us-east-1",
                "awslogs-stream-prefix", "ecs",
                "awslogs-create-group", String.valueOf(create)))
        .build();
  }

  @Test
  void aMissingLogGroupKeepsATaskFromStarting() {
    assertThat(reason(c -> c.logConfiguration(logs(false))))
        .startsWith("ResourceInitializationError: failed to validate logger args:")
        .contains("ResourceNotFoundException: The specified log group does not exist.");
  }

  @Test
  void LG01_theAgentMakesTheGroupOnlyWhereItIsAllowedTo() {
    world.role(
        EcsWorld.TRUST, EcsWorld.policy("\"ecr:*\",\"secretsmanager:*\",\"logs:CreateLogStream\""));

    assertThat(reason(c -> c.logConfiguration(logs(true))))
        .contains(
            "is not authorized to perform: logs:CreateLogGroup on resource:"
                + " arn:aws:logs:us-east-1:111122223333:log-group:/ecs/purple-mcp");
  }

  @Test
  void LG01_aGroupThatTheAgentMakesKeepsItsLogsForEver() {
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.logConfiguration(logs(true))));
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofMinutes(1));

    assertThat(world.shown().runningCount()).isEqualTo(1);
    assertThat(LogBook.group(world.context(), "/ecs/purple-mcp"))
        .hasValueSatisfying(group -> assertThat(group.retention()).isEmpty());
  }

  @Test
  void SV05_aRoleThatIsTooNewIsToldOfInAnEventAndTriedAgain() {
    world.role(EcsWorld.TRUST, EcsWorld.POLICY, world.context().now());
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofSeconds(1));

    assertThat(world.events())
        .containsExactly(
            "(service purple-mcp-service) failed to launch a task with (error ECS was unable to"
                + " assume the role '"
                + EcsWorld.ROLE
                + "' that was provided for this task. Please verify that the role being passed has"
                + " the proper trust relationship and permissions and that your IAM user has"
                + " permissions to pass this role.).");
    assertThat(world.tasks(DesiredStatus.STOPPED)).isEmpty();

    world.pass(RoleBook.PROPAGATION.plusMinutes(1));
    assertThat(world.shown().runningCount()).isEqualTo(1);
    assertThat(world.primary().failedTasks()).isZero();
  }

  @Test
  void aRoleThatTrustsSomebodyElseIsNeverAssumed() {
    world.role(EcsWorld.TRUST.replace("ecs-tasks", "ec2"), EcsWorld.POLICY);
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofMinutes(5));

    assertThat(world.shown().runningCount()).isZero();
    assertThat(world.primary().failedTasks()).isGreaterThan(3);
  }

  @Test
  void aBaseUrlThatIsNoBareOriginEndsTheServer() {
    for (String url :
        new String[] {
          "http://c.example.net", "https://c.example.net/", "https://c.example.net?x"
        }) {
      EcsWorld other = new EcsWorld();
      other.secret(Map.of(EcsWorld.TOKEN, "value", EcsWorld.ORIGIN, url));
      other.ecs().registerTaskDefinition(EcsWorld.definition());
      other.ecs().createService(EcsWorld.service());
      other.pass(Duration.ofSeconds(40));

      Task task = other.tasks(DesiredStatus.STOPPED).get(0);
      assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
      assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
      assertThat(task.containers().get(0).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aRunningTaskKeepsTheSecretThatItStartedWith() {
    world.running();
    world.secret(Map.of(EcsWorld.TOKEN, "second", EcsWorld.ORIGIN, "https://console.example.net"));
    world.pass(Duration.ofHours(1));
    assertThat(environment()).containsEntry(EcsWorld.TOKEN, "first");

    world.update(u -> u.forceNewDeployment(true));
    world.pass(Duration.ofMinutes(2));
    assertThat(environment()).containsEntry(EcsWorld.TOKEN, "second");
  }

  private Map<String, String> environment() {
    String arn = world.tasks(DesiredStatus.RUNNING).get(0).taskArn();
    return world.context().table(EcsTables.TASKS).find(arn).orElseThrow().environment();
  }

  @Test
  void TD13_aMovedTagReachesTasksOnlyThroughANewDeployment() {
    world.running();
    String before = digest();
    String moved =
        Registry.of(world.context(), Registry.VENDOR_ACCOUNT, Registry.VENDOR_REGION)
            .push(Registry.VENDOR_PRODUCT, "{\"schemaVersion\":2}", "a manifest", "latest")
            .digest();
    String arn = world.tasks(DesiredStatus.RUNNING).get(0).taskArn();
    world.ecs().stopTask(StopTaskRequest.builder().cluster(EcsWorld.CLUSTER).task(arn).build());
    world.pass(Duration.ofMinutes(2));
    assertThat(world.tasks(DesiredStatus.RUNNING).get(0).taskArn()).isNotEqualTo(arn);
    assertThat(digest()).isEqualTo(before);

    world.update(u -> u.forceNewDeployment(true));
    world.pass(Duration.ofMinutes(2));
    assertThat(digest()).isEqualTo(moved);
  }

  private String digest() {
    return world.tasks(DesiredStatus.RUNNING).get(0).containers().get(0).imageDigest();
  }

  @Test
  void aTaskHasAnInterfaceThatHoldsItsSecurityGroup() {
    world.running();

    assertThat(world.interfaces())
        .singleElement()
        .satisfies(
            eni -> {
              assertThat(eni.groups().get(0).groupId())
                  .isEqualTo(SandboxAccountIds.DEFAULT_SECURITY_GROUP);
              assertThat(eni.association().publicIp()).isNotEmpty();
              assertThat(
                      world
                          .tasks(DesiredStatus.RUNNING)
                          .get(0)
                          .containers()
                          .get(0)
                          .networkInterfaces()
                          .get(0)
                          .privateIpv4Address())
                  .isEqualTo(eni.privateIpAddress());
            });
  }
}
