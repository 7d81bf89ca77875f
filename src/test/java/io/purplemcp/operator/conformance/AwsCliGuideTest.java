package io.purplemcp.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI believes the sandbox: a person can follow the vendor's guide against it by hand. */
@Tag("conformance")
final class AwsCliGuideTest {
  /** A service of one task behind a new load balancer settles in well under this. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** Roles that were just made, ECS's own among them, cannot be assumed at once. */
  private static final Duration TYPING = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofSeconds(15);

  private final VirtualTime time = new VirtualTime();

  @TempDir Path directory;
  private Sandbox sandbox;
  private AwsCli aws;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(SandboxOptions.defaults().withPort(0).withRandomSeed(1).withClock(time));
    aws = AwsCli.installedOrSkip(sandbox.endpoint(), directory);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyStepOfTheGuideByHandEndsWithAHealthyServer() {
    GuideByHand guide = new GuideByHand(aws, directory);
    String secret = guide.secret();
    guide.role();
    String balancerGroup = guide.securityGroup("purple-mcp-alb");
    String taskGroup = guide.securityGroup("purple-mcp-task");
    guide.allowFromNetwork(balancerGroup, 443);
    guide.allowFromNetwork(balancerGroup, 80);
    guide.allowFromGroup(taskGroup, balancerGroup, 8000);
    String balancer = guide.loadBalancer(balancerGroup);
    String group = guide.targetGroup();
    guide.httpsListener(balancer, group);
    guide.redirectingListener(balancer);
    guide.logGroup();
    guide.cluster();
    assertThat(guide.taskDefinition(secret).get("revision").asInt()).isEqualTo(1);
    time.pass(TYPING);
    guide.service(group, taskGroup);

    settle(guide);

    aws.run("elbv2", "wait", "load-balancer-available", "--load-balancer-arns", balancer);
    aws.run(
        "ecs",
        "wait",
        "services-stable",
        "--cluster",
        GuideByHand.CLUSTER,
        "--services",
        GuideByHand.SERVICE);
    JsonNode service = guide.describedService();
    assertThat(service.get("runningCount").asInt()).isEqualTo(1);
    assertThat(service.get("taskDefinition").asText()).endsWith(":task-definition/purple-mcp:1");
    assertThat(service.at("/events/0/message").asText()).contains("has reached a steady state");
    assertThat(
            aws.run("elbv2", "describe-target-health", "--target-group-arn", group)
                .at("/TargetHealthDescriptions/0/TargetHealth/State")
                .asText())
        .isEqualTo("healthy");
    assertThat(aws.refused("elbv2", "delete-target-group", "--target-group-arn", group))
        .contains("(ResourceInUse)");
  }

  private void settle(GuideByHand guide) {
    for (Duration waited = Duration.ZERO;
        waited.compareTo(SETTLED) < 0;
        waited = waited.plus(STEP)) {
      JsonNode deployment = guide.describedService().at("/deployments/0");
      if (deployment.path("rolloutState").asText().equals("COMPLETED")) {
        return;
      }
      time.pass(STEP);
    }
    throw new AssertionError("The rollout did not complete: " + guide.describedService());
  }
}
