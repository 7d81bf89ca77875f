package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Comparison;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.resource.Examples;
import io.purplemcp.operator.resource.Mutations;
import io.purplemcp.operator.resource.Reference;
import io.purplemcp.operator.resource.References;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.Value;
import io.purplemcp.operator.resource.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.Service;

final class ServiceFormTest {
  private static final PurpleMcpDeployment DEPLOYMENT = Examples.deployment();
  static final String REVISION = "arn:aws:ecs:us-east-1:111122223333:task-definition/acme:7";

  /** What only ECS says of a service. */
  private static final Set<String> OUTPUT =
      Set.of("serviceArn", "serviceName", "clusterArn", "status", "roleArn", "platformFamily");

  private static View view() {
    References references = Examples.references();
    references.put(Reference.TASK_DEFINITION_ARN, REVISION);
    references.put(Reference.TARGET_GROUP_ARN, Examples.TARGET_GROUP_ARN);
    references.put(Reference.LISTENER_ARN, Examples.LISTENER_ARN);
    return Examples.view(new Snapshot(), references);
  }

  private static ServiceForm form() {
    return new ServiceForm(DEPLOYMENT, view(), false);
  }

  /** As DescribeServices shows the service: with all that ECS fills in. */
  static Service echo() {
    return Service.builder()
        .serviceArn("arn:aws:ecs:us-east-1:111122223333:service/purple-mcp-cluster/acme")
        .serviceName("acme")
        .clusterArn("arn:aws:ecs:us-east-1:111122223333:cluster/purple-mcp-cluster")
        .status("ACTIVE")
        .roleArn("arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/x")
        .platformFamily("Linux")
        .taskDefinition(REVISION)
        .desiredCount(1)
        .runningCount(1)
        .pendingCount(0)
        .launchType("FARGATE")
        .platformVersion("LATEST")
        .schedulingStrategy("REPLICA")
        .deploymentController(controller -> controller.type("ECS"))
        .networkConfiguration(
            network ->
                network.awsvpcConfiguration(
                    vpc ->
                        vpc.subnets("subnet-0b", "subnet-0a")
                            .securityGroups("sg-tasks")
                            .assignPublicIp("ENABLED")))
        .deploymentConfiguration(
            configuration ->
                configuration
                    .maximumPercent(200)
                    .minimumHealthyPercent(100)
                    .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                    .strategy("ROLLING")
                    .bakeTimeInMinutes(0)
                    .alarms(alarms -> alarms.enable(false).rollback(false).alarmNames(List.of())))
        .loadBalancers(
            balancer ->
                balancer
                    .targetGroupArn(Examples.TARGET_GROUP_ARN)
                    .containerName("purple-mcp")
                    .containerPort(8000))
        .healthCheckGracePeriodSeconds(60)
        .enableExecuteCommand(false)
        .enableECSManagedTags(false)
        .propagateTags("NONE")
        .availabilityZoneRebalancing("ENABLED")
        .build();
  }

  private static Comparison compare(Service live) {
    return form().compare(Optional.of(new ServiceReadings.Live(live, form().tags()))).comparison();
  }

  private static Comparison compare(UnaryOperator<Service.Builder> change) {
    return compare(change.apply(echo().toBuilder()).build());
  }

  @Test
  void X04_whatEcsFillsInIsNoDifference() {
    assertThat(compare(echo()).differences()).isEmpty();
  }

  @Test
  void X04_whatEcsLeavesOutIsItsDefault() {
    Comparison comparison =
        compare(
            service ->
                service
                    .platformVersion(null)
                    .schedulingStrategy((String) null)
                    .deploymentController(
                        (software.amazon.awssdk.services.ecs.model.DeploymentController) null)
                    .enableExecuteCommand(null)
                    .enableECSManagedTags(null)
                    .propagateTags((String) null)
                    .deploymentConfiguration(
                        configuration ->
                            configuration.deploymentCircuitBreaker(
                                breaker -> breaker.enable(true).rollback(true))));
    assertThat(comparison.differences()).isEmpty();
  }

  static Stream<Mutations.Mutation<Service>> mutations() {
    return Mutations.of(echo()).stream()
        .filter(each -> !OUTPUT.contains(each.path()))
        .filter(each -> !each.path().matches("(running|pending)Count"))
        // Enabled or not, it is the account's choice.
        .filter(each -> !each.path().equals("availabilityZoneRebalancing"))
        // Means nothing while the alarms are off.
        .filter(each -> !each.path().endsWith("alarms.rollback"));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void TD05_SV22_everyFieldThatIsChangedIsExactlyOneDifference(
      Mutations.Mutation<Service> mutation) {
    assertThat(compare(mutation.changed()).differences()).hasSize(1);
  }

  @Test
  void SV22_aServiceThatWasPointedElsewhereNamesTheField() {
    assertThat(compare(service -> service.taskDefinition("other:1")).differences())
        .containsExactly(new Difference("taskDefinition", Value.of(REVISION), Value.of("other:1")));
  }

  @Test
  void theCircuitBreakersRollbackIsAFieldOfItsOwn() {
    Comparison comparison =
        compare(
            service ->
                service.deploymentConfiguration(
                    configuration ->
                        configuration.deploymentCircuitBreaker(
                            breaker -> breaker.enable(true).rollback(false))));
    assertThat(comparison.differences())
        .extracting(Difference::path)
        .containsExactly("deploymentConfiguration.deploymentCircuitBreaker.rollback");
  }

  @Test
  void SV13_aCapacityProviderInsteadOfTheLaunchTypeIsOneDifference() {
    Comparison comparison =
        compare(
            service ->
                service
                    .launchType((String) null)
                    .capacityProviderStrategy(
                        item -> item.capacityProvider("FARGATE").base(0).weight(1)));
    assertThat(comparison.differences()).extracting(Difference::path).containsExactly("launchType");
  }

  @Test
  void whatWasAddedByHandIsADifference() {
    Comparison comparison =
        compare(
            service ->
                service
                    .loadBalancers(
                        echo().loadBalancers().get(0),
                        echo().loadBalancers().get(0).toBuilder().targetGroupArn("other").build())
                    .serviceRegistries(registry -> registry.registryArn("arn:registry"))
                    .deployments(
                        deployment ->
                            deployment
                                .status("PRIMARY")
                                .serviceConnectConfiguration(connect -> connect.enabled(true))));
    assertThat(comparison.differences())
        .extracting(Difference::path)
        .containsExactlyInAnyOrder(
            "loadBalancers", "serviceRegistries", "serviceConnectConfiguration.enabled");
  }

  @Test
  void aHashIsOnlyWrittenWhenEverythingBeforeIsAsDeclared() {
    assertThat(form().tags()).containsEntry("purplemcp.io/spec-hash", Examples.SPEC_HASH);
    View unsettled =
        new View(
            Examples.ACCOUNT,
            Examples.REGION,
            "aws",
            Examples.NOW,
            new Snapshot(),
            view().references(),
            Set.of("acme"),
            false,
            Examples.SPEC_HASH);
    var form = new ServiceForm(DEPLOYMENT, unsettled, false);
    assertThat(form.tags()).doesNotContainKey("purplemcp.io/spec-hash");
    Map<String, String> live = new TreeMap<>(form.tags());
    live.put("purplemcp.io/spec-hash", "hash-of-an-older-spec");
    assertThat(form.compare(Optional.of(new ServiceReadings.Live(echo(), live))).tags().same())
        .isTrue();
  }

  @Test
  void X32_aRevisionThatIsHeldBackIsNoDifference() {
    var held = new ServiceForm(DEPLOYMENT, view(), true);
    Service old = echo().toBuilder().taskDefinition("acme:6").build();
    assertThat(
            held.compare(Optional.of(new ServiceReadings.Live(old, held.tags())))
                .comparison()
                .differences())
        .isEmpty();
  }
}
