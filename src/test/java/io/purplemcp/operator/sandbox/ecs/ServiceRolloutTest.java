package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** How services become steady, change and fail, over the sandbox's time. */
class ServiceRolloutTest {
  private static final String MISSING_TAG = ImageRegistry.VENDOR_REPOSITORY + ":v9.9.9";

  private final EcsWorld world = new EcsWorld();

  @Test
  void aTaskGoesThroughItsStationsBeforeItRuns() {
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(EcsWorld.service());

    assertThat(status()).isEqualTo("PROVISIONING");
    world.pass(TaskTimes.PROVISIONING);
    assertThat(status()).isEqualTo("PENDING");
    world.pass(TaskTimes.PENDING);
    assertThat(status()).isEqualTo("ACTIVATING");
    world.pass(TaskTimes.ACTIVATING);
    assertThat(status()).isEqualTo("RUNNING");
  }

  private String status() {
    return world.tasks(DesiredStatus.RUNNING).get(0).lastStatus();
  }

  @Test
  void aNewServiceIsSteadyWithinAMinute() {
    world.ecs().registerTaskDefinition(EcsWorld.definition());
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofMinutes(1));

    Service service = world.shown();
    assertThat(service.runningCount()).isEqualTo(1);
    assertThat(service.pendingCount()).isZero();
    Deployment primary = world.primary();
    assertThat(primary.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    assertThat(primary.rolloutStateReason())
        .isEqualTo("ECS deployment " + primary.id() + " completed.");
    assertThat(primary.id()).matches("ecs-svc/\\d{19}");
    assertThat(world.events().get(0))
        .isEqualTo("(service purple-mcp-service) has reached a steady state.");
  }

  @Test
  void aLongJumpEndsWhereManySmallStepsEnd() {
    EcsWorld stepped = new EcsWorld();
    for (EcsWorld each : List.of(world, stepped)) {
      each.running();
      each.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.image(MISSING_TAG)));
      each.update(u -> u.taskDefinition("purple-mcp").deploymentConfiguration(breaker(true)));
    }
    world.pass(Duration.ofMinutes(20));
    stepped.passInSteps(Duration.ofMinutes(20), Duration.ofSeconds(1));

    assertThat(messages(world)).isEqualTo(messages(stepped));
    assertThat(world.primary().updatedAt()).isEqualTo(stepped.primary().updatedAt());
  }

  private static List<String> messages(EcsWorld world) {
    return world.shown().events().stream()
        .map(event -> event.createdAt() + " " + event.message().replaceAll("task \\w+|\\d{19}", ""))
        .toList();
  }

  private static DeploymentConfiguration breaker(boolean rollback) {
    return DeploymentConfiguration.builder()
        .deploymentCircuitBreaker(b -> b.enable(true).rollback(rollback))
        .build();
  }

  @Test
  void aNewRevisionReplacesTheTaskOnlyOnceItsOwnRuns() {
    world.running();
    Task old = world.tasks(DesiredStatus.RUNNING).get(0);
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.cpu(256)));
    world.update(u -> u.taskDefinition("purple-mcp:2"));

    world.pass(TaskTimes.PROVISIONING.plus(TaskTimes.PENDING));
    assertThat(world.shown().deployments())
        .extracting(Deployment::status)
        .containsExactly("PRIMARY", "ACTIVE");
    assertThat(world.tasks(DesiredStatus.RUNNING)).hasSize(2);

    world.pass(Duration.ofMinutes(1));
    assertThat(world.shown().deployments()).hasSize(1);
    assertThat(world.tasks(DesiredStatus.RUNNING))
        .singleElement()
        .satisfies(task -> assertThat(task.taskDefinitionArn()).endsWith(":2"));
    assertThat(world.tasks(DesiredStatus.STOPPED))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.taskArn()).isEqualTo(old.taskArn());
              assertThat(task.stoppedReason())
                  .startsWith("Scaling activity initiated by (deployment ecs-svc/");
              assertThat(task.stopCodeAsString()).isEqualTo("ServiceSchedulerInitiated");
            });
  }

  @Test
  void X32_theCircuitBreakerPointsTheServiceBackAtTheEarlierRevision() {
    world.running();
    String good = world.primary().id();
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.image(MISSING_TAG)));
    world.update(u -> u.taskDefinition("purple-mcp:2").deploymentConfiguration(breaker(true)));
    String failed = world.primary().id();

    while (world.shown().deployments().get(0).id().equals(failed)) {
      world.pass(Duration.ofSeconds(1));
    }

    Service during = world.shown();
    assertThat(during.taskDefinition()).endsWith("task-definition/purple-mcp:1");
    assertThat(during.deployments().get(0).rolloutStateReason())
        .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId " + good + ".");
    assertThat(during.deployments().get(1))
        .satisfies(
            bad -> {
              assertThat(bad.id()).isEqualTo(failed);
              assertThat(bad.status()).isEqualTo("ACTIVE");
              assertThat(bad.failedTasks()).isEqualTo(3);
              assertThat(bad.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
              assertThat(bad.rolloutStateReason())
                  .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
            });
    assertThat(world.events())
        .contains(
            "(service purple-mcp-service) (deployment "
                + failed
                + ") deployment failed: tasks"
                + " failed to start.",
            "(service purple-mcp-service) rolling back to deployment " + good + ".");

    world.pass(Duration.ofMinutes(2));
    Service after = world.shown();
    assertThat(after.deployments())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.rolloutStateReason())
                  .isEqualTo("ECS deployment " + d.id() + " completed.");
              assertThat(d.id()).isNotIn(good, failed);
            });
    assertThat(after.runningCount()).isEqualTo(1);
    assertThat(newestDeployment())
        .satisfies(
            d -> {
              assertThat(d.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
              assertThat(d.targetServiceRevision().arn()).endsWith(failed.substring(8));
              assertThat(d.rollback().serviceRevisionArn()).endsWith(good.substring(8));
              assertThat(d.rollback().reason()).contains("tasks failed to start");
            });
  }

  private ServiceDeployment newestDeployment() {
    String arn =
        world
            .ecs()
            .listServiceDeployments(
                ListServiceDeploymentsRequest.builder()
                    .cluster(EcsWorld.CLUSTER)
                    .service(EcsWorld.SERVICE)
                    .build())
            .serviceDeployments()
            .get(0)
            .serviceDeploymentArn();
    return world
        .ecs()
        .describeServiceDeployments(
            DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(arn).build())
        .serviceDeployments()
        .get(0);
  }

  @Test
  void aFirstDeploymentThatFailsHasNothingToGoBackTo() {
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.image(MISSING_TAG)));
    world.ecs().createService(EcsWorld.service(s -> s.deploymentConfiguration(breaker(true))));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.shown().deployments())
        .singleElement()
        .satisfies(d -> assertThat(d.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED));
    assertThat(world.shown().runningCount()).isZero();
    assertThat(world.tasks(DesiredStatus.RUNNING)).isEmpty();
  }

  @Test
  void withoutBreakerEcsTriesForEverButEverMoreRarely() {
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.image(MISSING_TAG)));
    world.ecs().createService(EcsWorld.service());
    world.pass(Duration.ofHours(3));

    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
    assertThat(world.primary().failedTasks()).isBetween(10, 20);
    assertThat(world.tasks(DesiredStatus.STOPPED))
        .isNotEmpty()
        .allSatisfy(
            task -> {
              assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
              assertThat(task.stoppedReason())
                  .startsWith("CannotPullContainerError: pull image manifest has been retried")
                  .endsWith(MISSING_TAG + ": not found");
            });
    assertThat(world.events())
        .anyMatch(event -> event.contains("is unable to consistently start tasks successfully."));
  }

  @Test
  void SV19_aNewerRevisionPreemptsARolloutThatHangs() {
    world.running();
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.image(MISSING_TAG)));
    world.update(u -> u.taskDefinition("purple-mcp:2"));
    world.pass(Duration.ofHours(1));
    world.ecs().registerTaskDefinition(EcsWorld.definition(c -> c.cpu(128)));
    world.update(u -> u.taskDefinition("purple-mcp:3"));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.shown().deployments())
        .singleElement()
        .satisfies(d -> assertThat(d.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED));
    assertThat(world.shown().taskDefinition()).endsWith(":3");
  }

  @Test
  void scalingChangesTasksButStartsNoDeployment() {
    world.running();
    String before = world.primary().id();
    world.update(u -> u.desiredCount(3));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.shown().runningCount()).isEqualTo(3);
    world.update(u -> u.desiredCount(0));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.shown().runningCount()).isZero();
    assertThat(world.primary().id()).isEqualTo(before);
  }

  @Test
  void aServiceThatMayNeitherStopNorStartSaysSo() {
    world.running();
    world.update(
        u ->
            u.forceNewDeployment(true)
                .availabilityZoneRebalancing("DISABLED")
                .deploymentConfiguration(d -> d.minimumHealthyPercent(100).maximumPercent(100)));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.events())
        .filteredOn(event -> event.contains("was unable to stop or start tasks during"))
        .hasSize(1);
    assertThat(world.shown().deployments()).hasSize(2);
  }

  @Test
  void aProgramThatEndsAtOnceNeverRuns() {
    world
        .ecs()
        .registerTaskDefinition(
            EcsWorld.definition(
                c ->
                    c.image("example.com/x:1").environment(EcsWorld.pair(StandIn.EXIT_CODE, "3"))));
    world.ecs().createService(EcsWorld.service(s -> s.deploymentConfiguration(breaker(false))));
    world.pass(Duration.ofMinutes(5));

    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    assertThat(world.tasks(DesiredStatus.STOPPED))
        .hasSize(3)
        .allSatisfy(
            task -> {
              assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
              assertThat(task.containers().get(0).exitCode()).isEqualTo(3);
            });
  }

  @Test
  void SV09_SV10_aDeletedServiceDrainsBeforeItIsInactive() {
    world.running();
    world.update(u -> u.desiredCount(0));
    world
        .ecs()
        .deleteService(
            DeleteServiceRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service(EcsWorld.SERVICE)
                .build());
    assertThat(world.shown().status()).isEqualTo("DRAINING");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.shown().status()).isEqualTo("INACTIVE");
    assertThat(world.interfaces()).isEmpty();
  }
}
