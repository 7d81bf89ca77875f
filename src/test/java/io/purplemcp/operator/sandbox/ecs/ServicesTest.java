package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.iam.IamTables;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** How services come back, which changes begin a deployment, and what is refused. */
class ServicesTest {
  private final EcsWorld world = new EcsWorld();

  @BeforeEach
  void definition() {
    world.ecs().registerTaskDefinition(EcsWorld.definition());
  }

  private Service create(Consumer<CreateServiceRequest.Builder> change) {
    return world.ecs().createService(EcsWorld.service(change)).service();
  }

  @Test
  void whatWasLeftOutComesBackFilledIn() {
    Service shown = create(s -> {});

    assertThat(shown.platformVersion()).isEqualTo("LATEST");
    assertThat(shown.deployments().get(0).platformVersion()).isEqualTo("1.4.0");
    assertThat(shown.schedulingStrategyAsString()).isEqualTo("REPLICA");
    assertThat(shown.deploymentConfiguration().maximumPercent()).isEqualTo(200);
    assertThat(shown.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(100);
    assertThat(shown.deploymentConfiguration().deploymentCircuitBreaker().enable()).isFalse();
    assertThat(shown.deploymentConfiguration().strategyAsString()).isEqualTo("ROLLING");
    assertThat(shown.deploymentConfiguration().bakeTimeInMinutes()).isZero();
    assertThat(shown.deploymentConfiguration().alarms().enable()).isFalse();
    assertThat(shown.availabilityZoneRebalancingAsString()).isEqualTo("ENABLED");
    assertThat(shown.propagateTags()).isEqualTo(PropagateTags.NONE);
    assertThat(shown.enableECSManagedTags()).isFalse();
    assertThat(shown.enableExecuteCommand()).isFalse();
    assertThat(shown.healthCheckGracePeriodSeconds()).isNull();
    assertThat(shown.hasCapacityProviderStrategy()).isFalse();
    assertThat(shown.taskDefinition()).endsWith(":task-definition/purple-mcp:1");
    assertThat(shown.roleArn())
        .endsWith("role/aws-service-role/ecs.amazonaws.com/" + "AWSServiceRoleForECS");
  }

  @Test
  void SV13_theClustersDefaultStrategyStandsInForALaunchType() {
    world
        .ecs()
        .createCluster(
            CreateClusterRequest.builder()
                .clusterName("spot")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(s -> s.capacityProvider("FARGATE").weight(1))
                .build());
    Service shown = create(s -> s.cluster("spot").launchType((String) null));

    assertThat(shown.launchType()).isNull();
    assertThat(shown.capacityProviderStrategy().get(0).base()).isZero();
  }

  @Test
  void SV13_aServiceMovesBetweenLaunchTypeAndStrategyInPlace() {
    create(s -> {});
    refusal(
            () ->
                world.update(
                    u -> u.capacityProviderStrategy(c -> c.capacityProvider("FARGATE").weight(1))))
        .contains("is not associated with the cluster");
    world
        .ecs()
        .putClusterCapacityProviders(
            PutClusterCapacityProvidersRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .capacityProviders("FARGATE")
                .defaultCapacityProviderStrategy(List.of())
                .build());
    world.update(u -> u.capacityProviderStrategy(c -> c.capacityProvider("FARGATE").weight(1)));
    assertThat(world.shown().launchType()).isNull();
    assertThat(world.shown().capacityProviderStrategy()).hasSize(1);

    world.update(u -> u.capacityProviderStrategy(Collections.emptyList()));
    assertThat(world.shown().launchTypeAsString()).isEqualTo("FARGATE");
    assertThat(world.shown().hasCapacityProviderStrategy()).isFalse();
  }

  @Test
  void aMissingServiceIsAFailureAndNoError() {
    DescribeServicesResponse answer = describe("nothing");

    assertThat(answer.services()).isEmpty();
    assertThat(answer.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo("MISSING");
              assertThat(failure.arn()).endsWith("service/purple-mcp-cluster/nothing");
            });
  }

  private DescribeServicesResponse describe(String... services) {
    return world
        .ecs()
        .describeServices(
            DescribeServicesRequest.builder().cluster(EcsWorld.CLUSTER).services(services).build());
  }

  @Test
  void atMostTenServicesAreDescribedAtOnceAndTagsOnlyOnRequest() {
    create(s -> s.tags(Tag.builder().key("team").value("soc").build()));

    refusal(() -> describe(Collections.nCopies(11, "x").toArray(String[]::new)))
        .isEqualTo("Services cannot have more than 10 elements.");
    assertThat(describe(EcsWorld.SERVICE).services().get(0).tags()).isEmpty();
    assertThat(world.shown().tags()).hasSize(1);
  }

  @Test
  void SV08_aSecondCreateIsNotIdempotentUnlessItIsTheSameCallAgain() {
    create(s -> s.clientToken("once"));

    assertThat(create(s -> s.clientToken("once")).serviceName()).isEqualTo(EcsWorld.SERVICE);
    refusal(() -> create(s -> {})).isEqualTo("Creation of service was not idempotent.");
    refusal(() -> create(s -> s.clientToken("once").desiredCount(2)))
        .isEqualTo("Creation of service was not idempotent.");
  }

  @Test
  void SV09_aDrainingServiceCannotBeStartedAgain() {
    create(s -> {});
    world.pass(Duration.ofMinutes(1));
    refusal(() -> delete(false))
        .isEqualTo("The service cannot be stopped while it is scaled above 0.");
    delete(true);

    refusal(() -> create(s -> {})).isEqualTo("Unable to Start a service that is still Draining.");
    world.pass(Duration.ofMinutes(2));
    assertThat(world.shown().status()).isEqualTo("INACTIVE");
    assertThat(create(s -> {}).status()).isEqualTo("ACTIVE");
  }

  private void delete(boolean force) {
    world
        .ecs()
        .deleteService(
            DeleteServiceRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service(EcsWorld.SERVICE)
                .force(force)
                .build());
  }

  @Test
  void SV10_anInactiveServiceCanBeNeitherUpdatedNorDeletedAgain() {
    create(s -> {});
    delete(true);
    assertThatThrownBy(() -> world.update(u -> u.desiredCount(0)))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("ServiceNotActiveException"));
    delete(true);
    world.pass(Duration.ofMinutes(2));
    assertThatThrownBy(() -> delete(true))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("ServiceNotFoundException"));
  }

  @Test
  void SV06_theFirstClustersServiceLinkedRoleTakesItsTime() {
    world.context().globalTable(IamTables.ROLES).remove("awsserviceroleforecs");

    refusal(() -> create(s -> {})).startsWith("Unable to assume the service linked role.");
    world.pass(Duration.ofSeconds(10));
    assertThat(create(s -> {}).status()).isEqualTo("ACTIVE");
  }

  @Test
  void onlyWhatTasksAreMadeOfBeginsADeployment() {
    create(s -> {});
    String first = world.primary().id();
    List<Consumer<UpdateServiceRequest.Builder>> quiet =
        List.of(
            u -> u.desiredCount(2),
            u -> u.deploymentConfiguration(d -> d.maximumPercent(150)),
            u -> u.enableExecuteCommand(true),
            u -> u.propagateTags(PropagateTags.SERVICE),
            u -> u.availabilityZoneRebalancing("DISABLED"),
            u -> u.taskDefinition("purple-mcp:1"),
            u -> u.networkConfiguration(EcsWorld.network()));
    quiet.forEach(world::update);
    assertThat(world.primary().id()).isEqualTo(first);
    assertThat(world.shown().deploymentConfiguration().minimumHealthyPercent()).isEqualTo(100);

    List<Consumer<UpdateServiceRequest.Builder>> loud =
        List.of(
            u -> u.forceNewDeployment(true),
            u -> u.platformVersion("1.4.0"),
            u ->
                u.networkConfiguration(
                    n ->
                        n.awsvpcConfiguration(
                            EcsWorld.network().awsvpcConfiguration().toBuilder()
                                .assignPublicIp("DISABLED")
                                .build())));
    for (Consumer<UpdateServiceRequest.Builder> change : loud) {
      String before = world.primary().id();
      world.update(change);
      assertThat(world.primary().id()).isNotEqualTo(before);
    }
  }

  @Test
  void SV23_anInactiveRevisionGoesOnRunningButCannotBeChosen() {
    create(s -> {});
    world
        .ecs()
        .deregisterTaskDefinition(
            DeregisterTaskDefinitionRequest.builder().taskDefinition("purple-mcp:1").build());

    world.update(u -> u.desiredCount(0));
    assertThatThrownBy(() -> world.update(u -> u.taskDefinition("purple-mcp:1")))
        .hasMessage("TaskDefinition is inactive");
  }

  @Test
  void deploymentsLeaveRecordsThatNameTheirRevisions() {
    create(s -> {});
    world.pass(Duration.ofMinutes(2));
    world.update(u -> u.forceNewDeployment(true));
    List<ServiceDeploymentBrief> records = records();

    assertThat(records)
        .extracting(ServiceDeploymentBrief::status)
        .containsExactly(ServiceDeploymentStatus.IN_PROGRESS, ServiceDeploymentStatus.SUCCESSFUL);
    assertThat(records.get(0).targetServiceRevisionArn())
        .endsWith("/" + world.primary().id().substring("ecs-svc/".length()));
    assertThat(
            world
                .ecs()
                .describeServiceRevisions(
                    DescribeServiceRevisionsRequest.builder()
                        .serviceRevisionArns(records.get(0).targetServiceRevisionArn())
                        .build())
                .serviceRevisions()
                .get(0)
                .containerImages()
                .get(0)
                .imageDigest())
        .startsWith("sha256:");
  }

  private List<ServiceDeploymentBrief> records() {
    return world
        .ecs()
        .listServiceDeployments(
            ListServiceDeploymentsRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service(EcsWorld.SERVICE)
                .build())
        .serviceDeployments();
  }

  @Test
  void aDeploymentThatIsStoppedByHandIsRolledBack() {
    create(s -> {});
    world.pass(Duration.ofMinutes(2));
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.update(u -> u.taskDefinition("purple-mcp:2"));
    world
        .ecs()
        .stopServiceDeployment(
            StopServiceDeploymentRequest.builder()
                .serviceDeploymentArn(records().get(0).serviceDeploymentArn())
                .build());
    assertThat(world.shown().taskDefinition()).endsWith(":1");

    world.pass(Duration.ofMinutes(2));
    assertThat(records().get(0).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    assertThat(world.shown().deployments()).hasSize(1);
  }

  @Test
  void refusalsAreInAwssWords() {
    refusal(() -> create(s -> s.networkConfiguration(n -> {})))
        .startsWith("Network Configuration must be provided");
    refusal(
            () ->
                create(
                    s ->
                        s.networkConfiguration(
                            n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")))))
        .contains("The subnet ID 'subnet-1' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
    assertThatThrownBy(() -> create(s -> s.cluster("other"))).hasMessage("Cluster not found.");
    assertThatThrownBy(() -> create(s -> s.taskDefinition("other")))
        .hasMessage("TaskDefinition not found.");
    refusal(
            () ->
                create(
                    s ->
                        s.deploymentConfiguration(d -> d.maximumPercent(100))
                            .availabilityZoneRebalancing("ENABLED")))
        .contains("maximumPercent value must be greater than 100");
  }

  @Test
  void whatTheSandboxDoesNotImplementIsRefusedAndNotIgnored() {
    assertThatThrownBy(() -> create(s -> s.deploymentConfiguration(d -> d.strategy("BLUE_GREEN"))))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("NotImplemented"));
  }

  @Test
  void servicesAreListedTenAtATimeUnlessMoreAreAskedFor() {
    for (int i = 0; i < 12; i++) {
      String name = "service-" + i;
      create(s -> s.serviceName(name));
    }

    assertThat(listed(null)).hasSize(10);
    assertThat(listed(100)).hasSize(12);
  }

  private List<String> listed(Integer limit) {
    return world
        .ecs()
        .listServices(
            ListServicesRequest.builder().cluster(EcsWorld.CLUSTER).maxResults(limit).build())
        .serviceArns();
  }

  private static AbstractStringAssert<?> refusal(Runnable call) {
    return assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("InvalidParameterException"))
        .extracting(Throwable::getMessage)
        .asString();
  }
}
