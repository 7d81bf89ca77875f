package io.purplemcp.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.sandbox.ec2.Ec2Tables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Services behind a load balancer: health decides. */
class LoadBalancedServiceTest {
  private final EcsWorld world = new EcsWorld();
  private String targetGroup;

  @BeforeEach
  void targetGroup() {
    targetGroup = world.targetGroup();
    world.ecs().registerTaskDefinition(EcsWorld.definition());
  }

  private void create() {
    world
        .ecs()
        .createService(
            EcsWorld.service(
                s ->
                    s.loadBalancers(balancer())
                        .deploymentConfiguration(
                            d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))));
  }

  private LoadBalancer balancer() {
    return LoadBalancer.builder()
        .targetGroupArn(targetGroup)
        .containerName("purple-mcp")
        .containerPort(8000)
        .build();
  }

  private List<String> targets() {
    return world
        .targetGroups()
        .describeTargetHealth(
            DescribeTargetHealthRequest.builder().targetGroupArn(targetGroup).build())
        .targetHealthDescriptions()
        .stream()
        .map(TargetHealthDescription::targetHealth)
        .map(health -> health.stateAsString())
        .toList();
  }

  @Test
  void SV04_aTargetGroupWithoutListenerIsRefused() {
    assertThatThrownBy(this::create)
        .hasMessage(
            "The target group with targetGroupArn "
                + targetGroup
                + " does not have an associated load balancer.");
  }

  @Test
  void aDeploymentIsDoneOnlyWhenItsTargetIsHealthy() {
    world.listener(targetGroup);
    create();
    world.pass(Duration.ofSeconds(40));
    assertThat(world.shown().runningCount()).isEqualTo(1);
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
    assertThat(targets()).containsExactly("initial");

    world.pass(Duration.ofMinutes(4));
    assertThat(targets()).containsExactly("healthy");
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    assertThat(world.events())
        .contains(
            "(service purple-mcp-service) registered 1 targets in (target-group "
                + targetGroup
                + ")");
    assertThat(world.shown().healthCheckGracePeriodSeconds()).isZero();
  }

  @Test
  void anOldTaskServesUntilTheNewOneIsHealthyAndIsDrained() {
    world.listener(targetGroup);
    create();
    world.pass(Duration.ofMinutes(5));
    world.update(u -> u.forceNewDeployment(true));
    world.pass(Duration.ofSeconds(25));
    assertThat(targets()).containsExactlyInAnyOrder("healthy", "initial");

    world.pass(Duration.ofSeconds(60));
    assertThat(targets()).containsExactlyInAnyOrder("healthy", "draining");
    assertThat(world.tasks(DesiredStatus.STOPPED).get(0).lastStatus()).isEqualTo("DEACTIVATING");
    assertThat(world.shown().deployments()).hasSize(2);

    world.pass(Duration.ofMinutes(6));
    assertThat(targets()).containsExactly("healthy");
    assertThat(world.shown().deployments()).hasSize(1);
  }

  @Test
  void aWrongHealthPathFailsTheFirstDeployment() {
    world.listener(targetGroup);
    path("/wrong");
    create();
    world.pass(Duration.ofMinutes(60));

    Deployment primary = world.primary();
    assertThat(primary.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    assertThat(primary.rolloutStateReason())
        .isEqualTo("ECS deployment circuit breaker: tasks failed ELB health checks.");
    assertThat(world.events())
        .contains(
            "(service purple-mcp-service) (port 8000) is unhealthy in (target-group "
                + targetGroup
                + ") due to (reason Health checks failed with these codes: [404])");
    assertThat(world.tasks(DesiredStatus.STOPPED)).hasSize(3);
    world.pass(Duration.ofHours(2));
    assertThat(world.tasks(DesiredStatus.STOPPED)).isEmpty();
  }

  private void path(String path) {
    world
        .targetGroups()
        .modifyTargetGroup(
            ModifyTargetGroupRequest.builder()
                .targetGroupArn(targetGroup)
                .healthCheckPath(path)
                .build());
  }

  @Test
  void aTaskBehindAClosedSecurityGroupIsReplacedForEver() {
    world.listener(targetGroup);
    create();
    world.pass(Duration.ofMinutes(5));
    String first = world.tasks(DesiredStatus.RUNNING).get(0).taskArn();

    closeInbound();
    world.pass(Duration.ofMinutes(10));

    assertThat(world.tasks(DesiredStatus.STOPPED))
        .anySatisfy(
            task -> {
              assertThat(task.taskArn()).isEqualTo(first);
              assertThat(task.stoppedReason())
                  .isEqualTo("Task failed ELB health checks in (target-group " + targetGroup + ")");
            });
    assertThat(world.events()).anyMatch(event -> event.endsWith("(reason Request timed out)"));
    assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
  }

  private void closeInbound() {
    world.context().table(Ec2Tables.SECURITY_GROUP_RULES).all().stream()
        .filter(rule -> rule.groupId().equals(SandboxAccountIds.DEFAULT_SECURITY_GROUP))
        .filter(rule -> !rule.isEgress())
        .map(SecurityGroupRule::securityGroupRuleId)
        .toList()
        .forEach(id -> world.context().table(Ec2Tables.SECURITY_GROUP_RULES).remove(id));
  }

  @Test
  void SV21_loadBalancersOfAServiceCanBeTakenAway() {
    world.listener(targetGroup);
    create();
    world.pass(Duration.ofMinutes(5));
    String before = world.primary().id();
    world.update(u -> u.loadBalancers(List.of()));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.primary().id()).isNotEqualTo(before);
    assertThat(world.shown().loadBalancers()).isEmpty();
    assertThat(targets()).isEmpty();
  }
}
