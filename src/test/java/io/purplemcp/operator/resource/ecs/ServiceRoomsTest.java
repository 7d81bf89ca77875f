package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.desired.ComputeSpec;
import io.purplemcp.operator.desired.ConsoleSpec;
import io.purplemcp.operator.desired.Metadata;
import io.purplemcp.operator.desired.NetworkSpec;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.ServerSpec;
import io.purplemcp.operator.desired.Source;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.resource.Bed;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Examples;
import io.purplemcp.operator.resource.LogGroups;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reason;
import io.purplemcp.operator.resource.TagIndex;
import io.purplemcp.operator.resource.autoscaling.ScalableTargets;
import io.purplemcp.operator.resource.iam.ExecutionRoles;
import io.purplemcp.operator.resource.secrets.ConsoleSecrets;
import io.purplemcp.operator.sandbox.core.CallInterceptor;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The guide's plain service, without a load balancer, over HTTP. */
final class ServiceRoomsTest {
  private static final String CLUSTER = ComputeSpec.DEFAULT_CLUSTER;
  private static final String SECRET = "purple-mcp/acme";

  private final PurpleMcpDeployment guide = guide(Map.of(), 1);
  private final Bed bed =
      new Bed(
          List.of(
              new TagIndex(),
              new ConsoleSecrets(),
              new LogGroups(),
              new Clusters(),
              new ExecutionRoles(),
              new ServiceReadings(),
              new RunningImages(),
              new TaskDefinitions(),
              new Services(),
              new ScalableTargets()));

  private static PurpleMcpDeployment guide(Map<String, String> environment, int replicas) {
    return guide(environment, replicas, PolicySpec.DEFAULT, Map.of());
  }

  private static PurpleMcpDeployment guide(
      Map<String, String> environment,
      int replicas,
      PolicySpec policy,
      Map<String, String> labels) {
    return new PurpleMcpDeployment(
        new Metadata(Examples.NAME, labels),
        new Spec(
            new TargetSpec(Examples.REGION, null, null, null),
            null,
            null,
            new ConsoleSpec(Optional.of(SECRET), null, false, null),
            new ServerSpec(environment, null),
            new ComputeSpec(
                null, null, null, null, null, null, null, replicas, null, null, null, null, null,
                null),
            null,
            new NetworkSpec(
                SandboxAccountIds.VPC,
                List.of(SandboxAccountIds.PUBLIC_SUBNET_A, SandboxAccountIds.PUBLIC_SUBNET_B),
                true,
                List.of(SandboxAccountIds.DEFAULT_SECURITY_GROUP),
                null,
                null),
            Optional.empty(),
            null,
            null,
            null,
            null,
            policy),
        new Source("acme.yaml", 1));
  }

  @BeforeEach
  void aSecret() {
    bed.clients(guide)
        .secretsManager()
        .createSecret(
            request ->
                request
                    .name(SECRET)
                    .secretString(
                        """
                        {"PURPLEMCP_CONSOLE_TOKEN":"a token",
                         "PURPLEMCP_CONSOLE_BASE_URL":"https://console.example.net"}\
                        """));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private EcsClient ecs() {
    return bed.clients(guide).ecs();
  }

  private Service service() {
    return ecs()
        .describeServices(
            request -> request.cluster(CLUSTER).services(Examples.NAME).include(ServiceField.TAGS))
        .services()
        .get(0);
  }

  private List<String> revisions(TaskDefinitionStatus status) {
    return ecs()
        .listTaskDefinitions(request -> request.familyPrefix(Examples.NAME).status(status))
        .taskDefinitionArns();
  }

  @Test
  void theGuidesServiceIsMadeAndServes() {
    Bed.Pass last = bed.converge(guide);

    assertThat(last.reasons())
        .containsExactly(Reason.SecretReady, Reason.SecretCurrent, Reason.ImageCurrent);
    assertThat(last.convergedSpec()).contains("first-spec");
    assertThat(service().runningCount()).isEqualTo(1);
    assertThat(service().launchTypeAsString()).isEqualTo("FARGATE");
    assertThat(bed.mutations()).containsOnlyOnce("ecs:RegisterTaskDefinition", "ecs:CreateService");
  }

  @Test
  void X01_convergedMeansQuiet() {
    bed.converge(guide);
    bed.sandbox().forgetCalls();

    bed.pass(guide);
    bed.restart().pass(guide);

    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void TD12_aSteadyStateIsOneCall() {
    bed.converge(guide);
    bed.deep(false).pass(guide);
    bed.sandbox().forgetCalls();

    bed.pass(guide);

    assertThat(bed.calls())
        .filteredOn(call -> call.startsWith("ecs:"))
        .containsExactly("ecs:DescribeClusters", "ecs:DescribeServices");
  }

  @Test
  void SV23_aChangedCountCarriesNoTaskDefinitionAndMakesNoRollout() {
    bed.converge(guide);
    String rollout = service().deployments().get(0).id();

    bed.converge(guide(Map.of(), 2));

    assertThat(service().runningCount()).isEqualTo(2);
    assertThat(service().deployments()).singleElement().matches(each -> each.id().equals(rollout));
    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).hasSize(1);
  }

  @Test
  void TD08_anotherContentIsAnotherRevisionAndARollout() {
    bed.converge(guide);

    Bed.Pass plan = bed.plan(guide(Map.of("PURPLEMCP_ENV", "staging"), 1));
    bed.converge(guide(Map.of("PURPLEMCP_ENV", "staging"), 1));

    assertThat(plan.differences())
        .extracting(Difference::path)
        .containsExactly(
            "containerDefinitions[purple-mcp].environment[PURPLEMCP_ENV]", "taskDefinition");
    assertThat(plan.changes().get(1).disruption())
        .contains("replaces 1 task, keeps 1 of 1 serving");
    assertThat(service().taskDefinition()).endsWith("acme:2");
  }

  @Test
  void SV22_aServiceThatWasPointedToAnotherRevisionIsPointedBack() {
    bed.converge(guide);
    var running =
        ecs().describeTaskDefinition(request -> request.taskDefinition("acme:1")).taskDefinition();
    ecs()
        .registerTaskDefinition(
            RegisterTaskDefinitionRequest.builder()
                .family("acme")
                .networkMode(running.networkMode())
                .requiresCompatibilities(running.requiresCompatibilities())
                .cpu(running.cpu())
                .memory(running.memory())
                .runtimePlatform(running.runtimePlatform())
                .executionRoleArn(running.executionRoleArn())
                .containerDefinitions(
                    running.containerDefinitions().get(0).toBuilder()
                        .environment(variable -> variable.name("MCP_MODE").value("sse"))
                        .build())
                .build());
    ecs()
        .updateService(
            request -> request.cluster(CLUSTER).service("acme").taskDefinition("acme:2"));

    Bed.Pass plan = bed.plan(guide);
    bed.converge(guide);

    assertThat(plan.differences()).extracting(Difference::path).containsExactly("taskDefinition");
    assertThat(service().taskDefinition()).endsWith("acme:1");
    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).hasSize(2);
  }

  @Test
  void aRevisionThatWasDeregisteredIsRegisteredAgain() {
    bed.converge(guide);
    ecs().deregisterTaskDefinition(request -> request.taskDefinition("acme:1"));
    bed.time().pass(Duration.ofMinutes(2));

    Bed.Pass plan = bed.plan(guide);
    bed.converge(guide);

    assertThat(plan.differences())
        .extracting(Difference::path)
        .containsExactly("status", "taskDefinition");
    assertThat(service().taskDefinition()).endsWith("acme:2");
  }

  @Test
  void everythingThatWasChangedByHandComesBack() {
    bed.converge(guide);
    ecs()
        .updateService(
            request ->
                request
                    .cluster(CLUSTER)
                    .service("acme")
                    .desiredCount(3)
                    .enableExecuteCommand(true)
                    .deploymentConfiguration(
                        configuration ->
                            configuration
                                .maximumPercent(150)
                                .minimumHealthyPercent(50)
                                .deploymentCircuitBreaker(
                                    breaker -> breaker.enable(false).rollback(false))));
    ecs()
        .untagResource(
            request -> request.resourceArn(service().serviceArn()).tagKeys(Ownership.DELETION));

    Bed.Pass plan = bed.plan(guide);
    bed.converge(guide);

    assertThat(plan.differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "desiredCount",
            "enableExecuteCommand",
            "deploymentConfiguration.maximumPercent",
            "deploymentConfiguration.minimumHealthyPercent",
            "deploymentConfiguration.deploymentCircuitBreaker.enable",
            "deploymentConfiguration.deploymentCircuitBreaker.rollback",
            "tags[purplemcp.io/deletion]");
    assertThat(service().desiredCount()).isEqualTo(1);
    assertThat(bed.plan(guide).changes()).isEmpty();
  }

  @Test
  void X31_aServiceThatWasDeletedByHandComesBackWhenItHasDrained() {
    bed.converge(guide);
    ecs().deleteService(request -> request.cluster(CLUSTER).service("acme").force(true));

    bed.converge(guide);

    assertThat(service().status()).isEqualTo("ACTIVE");
    assertThat(service().runningCount()).isEqualTo(1);
    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).hasSize(1);
  }

  @Test
  void SV08_aForeignServiceOfOurNameIsLeftAloneUnlessItMayBeAdopted() {
    bed.converge(guide);
    String arn = service().serviceArn();
    ecs()
        .untagResource(
            request ->
                request.resourceArn(arn).tagKeys(Ownership.MANAGED_BY, Ownership.DEPLOYMENT));
    bed.sandbox().forgetCalls();

    assertThat(bed.pass(guide).reasons()).contains(Reason.NotOwned);
    assertThat(bed.mutations()).isEmpty();

    var adopting =
        guide(
            Map.of(),
            1,
            new PolicySpec(null, null, PolicySpec.Adoption.Adopt, null, null),
            Map.of());
    assertThat(bed.converge(adopting).reasons())
        .containsExactly(Reason.SecretReady, Reason.SecretCurrent, Reason.ImageCurrent);
    assertThat(service().taskDefinition()).endsWith("acme:1");
  }

  @Test
  void X32_aRevisionThatEcsRolledBackIsNotTriedAgainUntilTheSpecChanges() {
    bed.converge(guide);
    var broken = broken();

    Bed.Pass held = bed.specHash("broken-spec").converge(broken);
    bed.sandbox().forgetCalls();
    for (int i = 0; i < 5; i++) {
      bed.time().pass(Duration.ofMinutes(10));
      bed.restart().pass(broken);
    }

    assertThat(held.reasons()).containsExactly(Reason.SecretReady, Reason.RolledBack);
    assertThat(held.findings().get(1).message()).contains("acme:2").contains("acme:1");
    assertThat(bed.mutations()).isEmpty();

    Bed.Pass mended = bed.specHash("mended-spec").converge(guide(Map.of("MENDED", "yes"), 1));
    assertThat(mended.reasons())
        .containsExactly(Reason.SecretReady, Reason.SecretCurrent, Reason.ImageCurrent);
    assertThat(service().taskDefinition()).endsWith("acme:3");
  }

  private PurpleMcpDeployment broken() {
    Spec good = guide.spec();
    return new PurpleMcpDeployment(
        guide.metadata(),
        new Spec(
            good.target(),
            Spec.DEFAULT_IMAGE.replace(":latest", ":no-such-tag"),
            good.imagePolicy(),
            good.console(),
            good.server(),
            good.compute(),
            good.deployment(),
            good.network(),
            good.loadBalancer(),
            good.gateway(),
            good.iam(),
            good.logs(),
            good.verification(),
            good.policy()),
        guide.source());
  }

  @Test
  void X32_aRevisionForASecretThatWasMadeAgainIsHeldBackToo() {
    bed.converge(guide);
    bed.clients(guide)
        .secretsManager()
        .deleteSecret(request -> request.secretId(SECRET).forceDeleteWithoutRecovery(true));
    bed.time().pass(Duration.ofMinutes(2));
    bed.clients(guide)
        .secretsManager()
        .createSecret(request -> request.name(SECRET).secretString("{}"));

    Bed.Pass held = bed.converge(guide);
    bed.sandbox().forgetCalls();
    bed.restart().pass(guide);

    assertThat(held.reasons()).contains(Reason.RolledBack);
    assertThat(held.findings().get(1).message()).contains("lacks a key");
    assertThat(bed.mutations()).isEmpty();
  }

  @Test
  void aSecretThatCannotBeFoundNowIsNoReasonToCallItsReferenceWrong() {
    bed.converge(guide);
    bed.clients(guide).secretsManager().deleteSecret(request -> request.secretId(SECRET));

    Bed.Pass pass = bed.plan(guide);

    assertThat(pass.changes()).isEmpty();
    assertThat(pass.reasons()).contains(Reason.SecretScheduledForDeletion);
  }

  @Test
  void SV19_aNewerRevisionPreemptsARunningRollout() {
    bed.converge(guide);
    bed.pass(broken());

    bed.pass(guide(Map.of("MENDED", "yes"), 1));

    assertThat(service().taskDefinition()).endsWith("acme:3");
  }

  @Test
  void theVeryFirstRolloutThatFailsSaysWhy() {
    Bed.Pass failed = bed.converge(broken());

    assertThat(failed.reasons()).containsAnyOf(Reason.RolloutFailed, Reason.TasksFailing);
    assertThat(failed.findings().get(2).message()).contains("spec.image");
  }

  @Test
  void TD15_oldRevisionsAreDeregisteredAfterARollout() {
    var policy = new PolicySpec(null, null, null, null, 2);
    for (int i = 1; i <= 4; i++) {
      bed.converge(guide(Map.of("ROUND", Integer.toString(i)), 1, policy, Map.of()));
    }

    assertThat(revisions(TaskDefinitionStatus.ACTIVE))
        .extracting(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder("acme:3", "acme:4");
  }

  @Test
  void labelsBecomeTagsOfTheServiceAndItsRevision() {
    bed.converge(guide(Map.of(), 1, PolicySpec.DEFAULT, Map.of("team", "soc")));
    bed.converge(guide(Map.of(), 1, PolicySpec.DEFAULT, Map.of("team", "blue")));

    assertThat(service().tags())
        .anyMatch(tag -> tag.key().equals("team") && tag.value().equals("blue"));
    assertThat(Revision.read(ecs(), service().taskDefinition()).orElseThrow().tags())
        .containsEntry("team", "blue");
    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).hasSize(1);
  }

  @Test
  void X13_anAnswerThatIsLostMakesNothingTwice() {
    for (String operation : List.of("RegisterTaskDefinition", "CreateService")) {
      lose(operation);
      assertThatThrownBy(() -> bed.pass(guide)).isInstanceOf(SdkException.class);
      bed.sandbox().intercept(CallInterceptor.NONE);
      bed.time().pass(Duration.ofSeconds(30));
    }

    bed.restart().converge(guide);

    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).hasSize(1);
    assertThat(service().deployments()).hasSize(1);
  }

  private void lose(String operation) {
    bed.sandbox()
        .intercept(
            new CallInterceptor() {
              @Override
              public Verdict after(Arrival call) {
                return call.operation().equals(operation) ? Verdict.DROP : Verdict.PASS;
              }
            });
  }

  @Test
  void SV11_teardownScalesDownDrainsAndLeavesNoActiveRevision() {
    var deleting =
        guide(
            Map.of(),
            1,
            new PolicySpec(null, PolicySpec.Deletion.Delete, null, null, null),
            Map.of());
    bed.converge(deleting);
    bed.sandbox().forgetCalls();

    for (int i = 0; i < 50 && !gone(); i++) {
      bed.retire(deleting);
      bed.time().pass(Duration.ofSeconds(10));
    }
    bed.retire(deleting);

    assertThat(service().status()).isEqualTo("INACTIVE");
    assertThat(revisions(TaskDefinitionStatus.ACTIVE)).isEmpty();
    assertThat(bed.mutations())
        .startsWith("ecs:UpdateService")
        .contains("ecs:DeleteService", "ecs:DeregisterTaskDefinition");
  }

  private boolean gone() {
    return service().status().equals("INACTIVE");
  }
}
