package io.purplemcp.operator.resource.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

final class StopReasonsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::1:assumed-role/r/t is not authorized to perform: secretsmanager:GetSecretValue on resource x|allow secretsmanager:GetSecretValue",
        "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.|do not reach Secrets Manager",
        "ResourceInitializationError: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT|has no value yet",
        "unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret.|does not exist",
        "ResourceInitializationError: retrieved secret from Secrets Manager did not contain json key PURPLEMCP_CONSOLE_TOKEN|lacks a key",
        "unable to retrieve ecr registry auth: dial tcp 1.2.3.4:443: i/o timeout|do not reach the image registry",
        "is not authorized to perform: ecr:GetAuthorizationToken on resource: *|ecr:GetAuthorizationToken",
        "CannotPullContainerError: failed to resolve ref x: not found|tag does not exist",
        "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'|compute.architecture",
        "CannotPullContainerError: pull access denied 403 Forbidden|subscribe",
        "failed to validate logger args: create stream has been retried 1 times: The specified log group does not exist.|logs.group",
        "OutOfMemoryError: Container killed due to memory usage|compute.memory",
        "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::1:role/x' that was provided for this task.)|trust policy",
        "(port 8000) is unhealthy in (target-group x) due to (reason Health checks failed with these codes: [404])|healthCheckPath",
        "(port 8000) is unhealthy in (target-group x) due to (reason Request timed out)|security groups",
        "was unable to place a task. Reason: Capacity is unavailable at this time.|capacity",
        "You've reached the limit on the number of vCPUs you can run concurrently|vCPUs",
        "was unable to stop or start tasks during a deployment because of the service deployment configuration.|maximumPercent"
      })
  void SV05_whatEcsSaysBecomesAnAdvice(String said, String advice) {
    assertThat(StopReasons.explain(said))
        .hasValueSatisfying(text -> assertThat(text).contains(advice));
  }

  @Test
  void whatIsNotRecognisedIsPassedOn() {
    Task task =
        Task.builder()
            .stopCode(TaskStopCode.TASK_FAILED_TO_START)
            .stoppedReason("Something new")
            .build();
    assertThat(StopReasons.of(task)).contains("Something new");
  }

  @Test
  void aContainersExitIsPartOfTheReason() {
    Task task =
        Task.builder()
            .stopCode(TaskStopCode.ESSENTIAL_CONTAINER_EXITED)
            .stoppedReason("Essential container in task exited")
            .containers(container -> container.name("purple-mcp").exitCode(1))
            .build();
    assertThat(StopReasons.of(task))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("the server exited: see its log")
                    .contains("container purple-mcp exited with code 1"));
  }

  @Test
  void anOrdinaryReplacementIsNoTrouble() {
    Task task =
        Task.builder()
            .stopCode(TaskStopCode.SERVICE_SCHEDULER_INITIATED)
            .stoppedReason("Scaling activity initiated by (deployment ecs-svc/1)")
            .build();
    assertThat(StopReasons.of(task)).isEmpty();
  }

  @Test
  void eventsBeforeASteadyStateAreOutdated() {
    assertThat(StopReasons.of(events("(service acme) has reached a steady state.", UNHEALTHY)))
        .isEmpty();
    assertThat(StopReasons.of(events("(service acme) has started 1 tasks", UNHEALTHY))).isPresent();
  }

  private static final String UNHEALTHY =
      "(service acme) (port 8000) is unhealthy in (target-group x) due to (reason Request timed out)";

  private static List<ServiceEvent> events(String... newestFirst) {
    return List.of(newestFirst).stream()
        .map(text -> ServiceEvent.builder().message(text).build())
        .toList();
  }
}
