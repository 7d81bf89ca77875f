package io.purplemcp.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.reconcile.DeploymentPlan;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.EventType;
import io.purplemcp.operator.resource.Difference;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.testing.GuideStack;
import io.purplemcp.operator.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was made by hand with the vendor's guide is taken over without anybody noticing. */
class AdoptionTest {
  private static final Path EXAMPLE = Path.of("deploy", "examples", "adoption.yaml");
  private static final String ROLE = "ecsTaskExecutionRole";
  private static final String TAGGING = "TagResource|CreateTags|AddTags|TagRole";

  @Test
  void the_guides_plain_service_is_taken_over_with_nothing_but_tags() {
    try (World world = World.empty().prepared(EXAMPLE)) {
      takesOverOnlyWithTags(world, new GuideStack(world, ROLE).plain(), example());
    }
  }

  @Test
  void the_guides_service_behind_a_load_balancer_is_taken_over_with_nothing_but_tags() {
    try (World world = World.empty().prepared(EXAMPLE)) {
      GuideStack stack = new GuideStack(world, ROLE).balanced();
      takesOverOnlyWithTags(world, stack, balanced(stack));
    }
  }

  @Test
  void without_adoption_a_plain_service_of_somebody_else_is_left_alone_and_the_status_says_so() {
    try (World world = World.empty().prepared(EXAMPLE)) {
      leavesAlone(world, new GuideStack(world, ROLE).plain(), refusing(example()));
    }
  }

  @Test
  void without_adoption_a_load_balancer_of_somebody_else_is_left_alone_and_the_status_says_so() {
    try (World world = World.empty().prepared(EXAMPLE)) {
      GuideStack stack = new GuideStack(world, ROLE).balanced();
      leavesAlone(world, stack, refusing(balanced(stack)));
    }
  }

  private static void takesOverOnlyWithTags(World world, GuideStack stack, String yaml) {
    List<String> tasks = stack.tasks();
    assertThat(tasks).as("the stack runs before it is taken over").hasSize(1);
    world.forget().desire(yaml);

    assertThat(differences(world)).isNotEmpty().allMatch(line -> line.contains(" tags["));
    world.converge();

    assertThat(world.writes())
        .isNotEmpty()
        .extracting(CallRecord::operation)
        .allMatch(AdoptionTest::tagging);
    assertThat(stack.tasks()).isEqualTo(tasks);
    world.forget().passes(3);
    assertThat(world.writes()).isEmpty();
    assertThat(differences(world)).isEmpty();
    assertThat(world.journal().of(EventType.DRIFT_DETECTED)).isEmpty();
  }

  private static boolean tagging(String operation) {
    return operation.matches(TAGGING);
  }

  private static void leavesAlone(World world, GuideStack stack, String yaml) {
    List<String> tasks = stack.tasks();
    world.forget().desire(yaml).passes(3);

    assertThat(world.writes()).isEmpty();
    assertThat(stack.tasks()).isEqualTo(tasks);
    assertThat(world.status("adopted").condition(Condition.READY))
        .hasValueSatisfying(
            ready -> {
              assertThat(ready.status()).isNotEqualTo(Condition.Status.True);
              assertThat(ready.reason()).isEqualTo("NotOwned");
              assertThat(ready.message()).contains("policy.adoption: Adopt");
            });
  }

  /** Each as resource and path. */
  private static List<String> differences(World world) {
    return world.plan().stream()
        .map(Plan::deployments)
        .flatMap(List::stream)
        .map(DeploymentPlan::changes)
        .flatMap(List::stream)
        .flatMap(
            planned ->
                lines(planned.change().resource().toString(), planned.change().differences()))
        .toList();
  }

  private static Stream<String> lines(String resource, List<Difference> differences) {
    return differences.isEmpty()
        ? Stream.of(resource + " without a difference")
        : differences.stream().map(difference -> resource + " " + difference);
  }

  private static String example() {
    try {
      return Files.readString(EXAMPLE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String refusing(String yaml) {
    return yaml.replace("adoption: Adopt", "adoption: Refuse");
  }

  /** The example with what the guide's load balancer is, where that is not the operator's way. */
  private static String balanced(GuideStack stack) {
    return """
        apiVersion: purplemcp.io/v1alpha1
        kind: PurpleMcpDeployment
        metadata: {name: adopted}
        spec:
          target: {region: us-east-1, accountId: "111122223333"}
          console: {secretName: purple-mcp/quickstart}
          compute: {cluster: handmade-cluster, service: handmade-service, family: handmade}
          deployment: {circuitBreaker: false, healthCheckGracePeriodSeconds: 0}
          network:
            vpcId: vpc-0a1b2c3d4e5f60001
            subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
            assignPublicIp: false
            securityGroups: [%s]
          loadBalancer:
            name: handmade
            subnets: [subnet-0a1b2c3d4e5f60021, subnet-0a1b2c3d4e5f60022]
            certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/5f0c9a3e-7d41-4b52-9c1e-2a6d8e4b0001
            sslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
            idleTimeoutSeconds: 300
            dropInvalidHeaderFields: false
            securityGroups: [%s]
            targetGroup:
              name: handmade
              healthyThreshold: 5
              unhealthyThreshold: 2
              deregistrationDelaySeconds: 300
          iam: {executionRoleArn: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}
          logs: {group: /ecs/handmade, retentionDays: 0, createGroup: true}
          policy: {adoption: Adopt}
        """
        .formatted(stack.groupId("handmade-inside"), stack.groupId("handmade-outside"));
  }
}
